import { eventFields, fieldsOf, isEventType } from "./event-fields.ts";

/** The JSON Schema of a line of the journal. Unknown keys are allowed, as readers must allow them. */
export function eventSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "An event of a run: one line of run_summary.jsonl",
    oneOf: Object.keys(eventFields)
      .filter(isEventType)
      .map((type) => {
        const fields = Object.entries(fieldsOf(type));
        return {
          title: type,
          type: "object",
          properties: Object.fromEntries(fields.map(([key, { schema }]) => [key, schema])),
          required: fields.filter(([, { required }]) => required).map(([key]) => key),
        };
      }),
  };
}
