/** Verbs that begin an outcome. After "and", ";" or a full stop such a verb with an object begins another one (seed G1b). */
export const OUTCOME_VERBS: ReadonlySet<string> = new Set(
  `add adapt adjust build bump change clean convert create define delete deploy deprecate design document drop enable
   expose extend extract fix generate implement improve inline install integrate introduce make migrate modify move
   optimize port publish redesign reduce refactor release remove rename reorganize replace restructure rework rewrite
   simplify split support switch tidy translate update upgrade wire write`.split(/\s+/),
);

/** Verbs that stand for the operations of a program: "read and write locks", "create, update and delete of invoices". */
export const OPERATIONS: ReadonlySet<string> = new Set(
  `accept browse click close copy cut drag edit export fetch find format get import insert list load lock open parse pick
   point pull push read redo save search select send set show sort start stop store undo validate view`.split(
    /\s+/,
  ),
);
