declare const JAIPH_VERSION: string | undefined;

/** The version of the package; the build writes it in. */
export const version: string = typeof JAIPH_VERSION === "string" ? JAIPH_VERSION : "0.0.0";
