/** The time. Ask it instead of `Date`, so that tests can set it. */
export abstract class Clock {
  abstract now(): Date;
}
