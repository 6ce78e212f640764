// Cuts an index in two, as the build does with a large one.

/** The index of every second entry, beginning with the first or with the second. */
export function halves(data) {
  const refs = Object.keys(data.documentStore.docs);
  return [0, 1].map((start) => of(data, new Set(refs.filter((_, n) => n % 2 === start))));
}

/** The index of these entries alone. */
function of(data, refs) {
  const { docs, docInfo } = data.documentStore;
  const index = Object.entries(data.index).map(([field, { root }]) => [field, { root: nodeOf(root, refs) }]);
  const documentStore = { ...data.documentStore, docs: only(docs, refs), docInfo: only(docInfo, refs), length: refs.size };
  return { ...data, index: Object.fromEntries(index), documentStore };
}

/** A node with the postings of these entries, without the branches that none of them has. */
function nodeOf({ docs, df, ...children }, refs) {
  const own = only(docs, refs);
  const branches = Object.entries(children).map(([character, child]) => [character, nodeOf(child, refs)]);
  const kept = branches.filter(([, child]) => child.df > 0 || Object.keys(child).length > 2);
  return { docs: own, df: Object.keys(own).length, ...Object.fromEntries(kept) };
}

const only = (all, refs) => Object.fromEntries(Object.entries(all).filter(([ref]) => refs.has(ref)));
