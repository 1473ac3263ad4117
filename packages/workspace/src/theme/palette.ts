import type { MantineColorsTuple } from '@mantine/core';

/** Ten steps each, light to dark. Accents: indigo 7 on light, indigo 3 on dark. */
export const indigo: MantineColorsTuple = [
  '#eef2ff',
  '#e0e7ff',
  '#c7d2fe',
  '#a5b4fc',
  '#818cf8',
  '#6366f1',
  '#4f46e5',
  '#4338ca',
  '#3730a3',
  '#312e81',
];
export const slate: MantineColorsTuple = [
  '#f8fafc',
  '#f1f5f9',
  '#e2e8f0',
  '#cbd5e1',
  '#8491a7',
  '#64748b',
  '#475569',
  '#334155',
  '#1e293b',
  '#0f172a',
];
/** Surfaces and text of the dark scheme, text first. */
export const night: MantineColorsTuple = [
  '#e6ebf4',
  '#c6d0e0',
  '#9fadc4',
  '#8b9ab3',
  '#33415c',
  '#212c44',
  '#182137',
  '#0e1526',
  '#0b1120',
  '#070b16',
];
export const red: MantineColorsTuple = [
  '#fef2f2',
  '#fee2e2',
  '#fecaca',
  '#fca5a5',
  '#f87171',
  '#ef4444',
  '#dc2626',
  '#b91c1c',
  '#991b1b',
  '#7f1d1d',
];
export const amber: MantineColorsTuple = [
  '#fffbeb',
  '#fef3c7',
  '#fde68a',
  '#fcd34d',
  '#fbbf24',
  '#d97706',
  '#b45309',
  '#92400e',
  '#78350f',
  '#451a03',
];
export const green: MantineColorsTuple = [
  '#f0fdf4',
  '#dcfce7',
  '#bbf7d0',
  '#86efac',
  '#4ade80',
  '#22c55e',
  '#16a34a',
  '#15803d',
  '#166534',
  '#14532d',
];
