// @ts-check
// A result as a file.

/** @param {...unknown} _ */
export async function download(..._) {}
