import type { Span } from "../source/index.ts";
import {
  type ChannelItem,
  type Ref,
  type SendStep,
  type Text,
  type Variable,
  written,
} from "../syntax/index.ts";
import { checkRun } from "./calls.ts";
import type { Site } from "./definition.ts";
import type { Findings } from "./findings.ts";
import { resolve, wanted } from "./resolve.ts";
import { guardShell } from "./shell-guard.ts";
import { kindOf } from "./symbols.ts";
import { checkValue, isBound, visibleNames } from "./values.ts";

/** A channel can only be routed to workflows that take a message, its channel and its sender. */
export function checkRoutes({ routes }: ChannelItem, findings: Findings): void {
  for (const route of routes) checkRoute(route, findings);
}

function checkRoute(route: Ref, findings: Findings): void {
  const { report, callees } = findings;
  const name = written(route);
  const callee = resolve(route, wanted.route, route.span, findings);
  if (!callee) return;
  if (callee.kind === "rule") return report("route-to-rule", route.span, { name });
  if (callee.kind !== "workflow") return report("route-to-script", route.span, { name });
  const count = callee.item.params.length;
  if (count !== 3) report("route-parameters", route.span, { name, count });
  else callees.set(route, callee);
}

export function checkSend(step: SendStep, site: Site): void {
  const channel = resolveChannel(step.channel, site);
  if (channel) site.routes.set(step, routesOf(step.channel, channel, site));
  const { payload } = step;
  const inside = { ...site, place: behindArrow(step, site) };
  if (payload.kind === "run") checkRun(payload, inside);
  else if (payload.kind === "text" && payload.quote === "none") checkShellText(payload, inside);
  else if (payload.kind === "variable" && payload.form === "bare" && payload.field === undefined)
    checkBareName(payload, inside);
  else checkValue(payload, "send", site);
}

/** A plain name means the entry module's channel of that name where it is routed, else the sender's own. */
function routesOf({ alias, name }: Ref, own: ChannelItem, { symbols }: Site): readonly Ref[] {
  const declared = alias ? undefined : symbols.entry?.names.get(name.text);
  const known = declared?.kind === "other" && declared.item.kind === "channel" ? declared.item : own;
  return known.routes.length > 0 ? known.routes : own.routes;
}

/** Where a payload is reported: behind `<-`, counted from the first character of the line that is not blank. */
function behindArrow({ channel, payload, span }: SendStep, { module: { source } }: Site): Span {
  const indentation = source.text.slice(source.lineStart(span.start), span.start);
  const behind = source.text.indexOf("<-", channel.span.end) + 2;
  return { start: behind - (indentation.trim() === "" ? indentation.length : 0), end: payload.span.end };
}

/** Nothing that a shell would have to read can be sent. */
function checkShellText({ span }: Text, site: Site): void {
  const { report, place, module } = site;
  const text = module.source.text.slice(span.start, span.end);
  if (!guardShell(text, site)) report("send-form", place, {});
}

function resolveChannel(ref: Ref, site: Site): ChannelItem | undefined {
  const { symbols, module, report, near } = site;
  const table = symbols.within(module, ref.alias?.text);
  if (table === "missing") return undefined;
  const declared = table?.names.get(ref.name.text);
  if (declared?.kind === "other" && declared.item.kind === "channel") return declared.item;
  if (declared?.kind === "other" && declared.item.kind === "invalid-item") return undefined;
  const prefix = ref.alias ? `${ref.alias.text}.` : "";
  const meant = table && near(ref.name.text, channelNames(table.module.module.items));
  report("unknown-channel", lineOf(site), { name: written(ref), near: meant && prefix + meant });
  return undefined;
}

function channelNames(items: readonly { readonly kind: string }[]): string[] {
  return items.filter((item): item is ChannelItem => item.kind === "channel").map((item) => item.name.text);
}

/** From the first column of the line on which the current step begins. */
function lineOf({ module, place }: Site): Span {
  return { start: module.source.lineStart(place.start), end: place.end };
}

function checkBareName(payload: Variable, site: Site): void {
  const { name } = payload;
  const { report, place, symbols, module } = site;
  if (isBound(name, site)) return;
  const callee = symbols.callee(module, name);
  if (!callee) return report("send-unknown", place, { name, near: site.near(name, visibleNames(site)) });
  const kind = kindOf(callee);
  report("send-of-callable", place, { kind, name, keyword: kind === "rule" ? "ensure" : "run" });
}
