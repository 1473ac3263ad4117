/**
 * A token bucket, in segments: it fills with `segmentsPerSecond` up to `burst`, and a message takes out as many tokens as it has segments.
 * A message longer than the burst goes when the bucket is full and leaves a debt, which is filled first: over any stretch of time no more
 * goes out than burst (or the longest message, where that is more) plus rate times time.
 */
export interface Bucket {
  /** Segments; fractions count. Below zero: a debt. */
  readonly tokens: number;
  /** When it held that. */
  readonly filledAt: Date;
}

export interface BucketRate {
  readonly segmentsPerSecond: number;
  /** Segments that may go at once after a rest; at least 1. */
  readonly burst: number;
}

export function fullBucket({ burst }: BucketRate, now: Date): Bucket {
  return { tokens: burst, filledAt: now };
}

/** The bucket at `now`. A clock that went back fills nothing, and what it fills later was not filled before: `filledAt` never goes back. */
export function fill(bucket: Bucket, rate: BucketRate, now: Date): Bucket {
  const elapsedMs = Math.max(0, now.getTime() - bucket.filledAt.getTime());
  return {
    tokens: Math.min(rate.burst, bucket.tokens + (elapsedMs / 1_000) * rate.segmentsPerSecond),
    filledAt: elapsedMs > 0 ? now : bucket.filledAt,
  };
}

/** Segments: so little is a rounding error, and must not make anybody wait. */
export const roundingError = 1e-6;

/** Whether a message may go, from a bucket that was just filled. */
export function affords(bucket: Bucket, { burst }: BucketRate, segments: number): boolean {
  return bucket.tokens + roundingError >= Math.min(segments, burst);
}

export function spend(bucket: Bucket, segments: number): Bucket {
  return { ...bucket, tokens: bucket.tokens - segments };
}

/** Milliseconds from `filledAt` until a message may go; 0: it may at once. Rounded up, so that it may then. */
export function msUntilAffordable(bucket: Bucket, rate: BucketRate, segments: number): number {
  const missing = Math.min(segments, rate.burst) - bucket.tokens;
  return missing <= 0 ? 0 : Math.ceil((missing / rate.segmentsPerSecond) * 1_000);
}
