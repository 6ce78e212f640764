// @ts-check
// The address of the search page is its whole state. These functions make one state of another; none changes what it is given.

/** Whether a value is an alternative, left out, or neither. @typedef {"" | "in" | "out"} Selected */

/** The parameters that are no facets. A facet of such a name is written `f.<name>`. */
const OWN = ["q", "from", "to", "min", "max", "sort", "group", "page", "synonyms"];

/** The parameters that leave entries out. */
const RANGES = ["from", "to", "min", "max"];

/**
 * The parameter of a facet.
 * @param {string} facet
 */
export function parameterOf(facet) {
  return OWN.includes(facet) ? `f.${facet}` : facet;
}

/**
 * The state with this value of a facet an alternative, left out, or neither.
 * @param {URLSearchParams} state
 * @param {string} facet
 * @param {string} slug
 * @param {Selected} selected
 */
export function selecting(state, facet, slug, selected) {
  const name = parameterOf(facet);
  const others = state.getAll(name).filter((value) => value !== slug && value !== `-${slug}`);
  const made = changing(state, { [name]: null });
  for (const value of others) made.append(name, value);
  if (selected) made.append(name, selected === "out" ? `-${slug}` : slug);
  return made;
}

/**
 * The state with other values of some parameters, from its first page of results on.
 * @param {URLSearchParams} state
 * @param {Record<string, string | null>} values an empty one is left out
 */
export function changing(state, values) {
  const made = new URLSearchParams(state);
  for (const [name, value] of Object.entries({ page: null, ...values })) {
    if (value) made.set(name, value);
    else made.delete(name);
  }
  return made;
}

/**
 * The state without a value that it names, as a filter or at the end of a range.
 * @param {URLSearchParams} state
 * @param {string} name
 * @param {string} value
 */
export function dropping(state, name, value) {
  const others = state.getAll(name).filter((one) => one !== value);
  const made = changing(state, { [name]: null });
  for (const one of others) made.append(name, one);
  return made;
}

/**
 * The state with nothing but its words, and how its results are set out.
 * @param {URLSearchParams} state
 */
export function unfiltered(state) {
  const made = new URLSearchParams();
  for (const name of ["q", "sort", "group", "synonyms"]) {
    const value = state.get(name);
    if (value) made.set(name, value);
  }
  return made;
}

/**
 * How many filters a state has.
 * @param {URLSearchParams} state
 */
export function filtersOf(state) {
  return [...state.keys()].filter((name) => RANGES.includes(name) || !OWN.includes(name)).length;
}
