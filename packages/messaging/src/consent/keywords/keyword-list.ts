/** What a text that is nothing but a keyword asks for. */
export type ConsentKeyword = 'stop' | 'start' | 'help';

/** The keywords of one language, as they are written. Case, accents, hyphens and what stands around them do not count. */
export type KeywordList = Readonly<Record<ConsentKeyword, readonly string[]>>;
