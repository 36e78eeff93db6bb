declare const JAIPH_VERSION: string | undefined;
declare const JAIPH_BUILD: string | undefined;

/** The version of the package; the build writes it in. */
export const version: string = typeof JAIPH_VERSION === "string" ? JAIPH_VERSION : "0.0.0";

/** Tells this build from every other: what one has cached no other may read. */
export const buildId: string = typeof JAIPH_BUILD === "string" ? `${version}-${JAIPH_BUILD}` : "unbuilt";
