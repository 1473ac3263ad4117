import { defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core';

/** Text on filled colours: white on the dark fills of the light scheme, near-black on the light fills of the dark one. */
export const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  return input.variant === 'filled' ? { ...colors, color: 'var(--hp-on-filled)' } : colors;
};
