import { czech } from './czech.js';
import { dutch } from './dutch.js';
import { english } from './english.js';
import { finnish } from './finnish.js';
import { french } from './french.js';
import { german } from './german.js';
import { italian } from './italian.js';
import type { KeywordList } from './keyword-list.js';
import { nordic } from './nordic.js';
import { polish } from './polish.js';
import { portuguese } from './portuguese.js';
import { spanish } from './spanish.js';

/** Every language counts for everybody: a customer texts the word that they know, whatever we believe their language to be. */
export const keywordLists: readonly KeywordList[] = [
  english,
  french,
  german,
  spanish,
  portuguese,
  italian,
  dutch,
  nordic,
  finnish,
  polish,
  czech,
];
