/** The mark: an H whose bar is a point. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#4338ca" />
      <path d="M9.5 9v14M22.5 9v14" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" fill="none" />
      <circle cx="16" cy="16" r="3" fill="#c7d2fe" />
    </svg>
  );
}
