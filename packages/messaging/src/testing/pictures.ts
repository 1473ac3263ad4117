/** Pictures of 4 by 2 pixels. */
export const pictures = {
  jpeg: Buffer.from(
    [
      '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////',
      '//////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAC',
      'AAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xA',
      'AUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCABXf/2Q==',
    ].join(''),
    'base64',
  ),
  png: Buffer.from(
    [
      'iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAYAAAB/qH1jAAAAE0lEQVR4AWI6Y2z8HxkzMaABAAAAAP//YAJySAAAAAZJREFUAwDe3AjJ3huZjA',
      'AAAABJRU5ErkJggg==',
    ].join(''),
    'base64',
  ),
  gif: Buffer.from('R0lGODlhBAACAIAAAMwzMwAAACwAAAAABAACAAACA4SPBQA7', 'base64'),
  webp: Buffer.from('UklGRjAAAABXRUJQVlA4ICQAAABwAQCdASoEAAIAB0CWJaACdAFAAAD+2ibFwyGI/JL1J+VgiAA=', 'base64'),
} as const;
