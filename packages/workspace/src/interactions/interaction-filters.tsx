import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { InteractionFilter } from '../api/types.js';
import classes from './interaction-filters.module.css';
import { stateWords, typeWords } from './interaction-words.js';

interface InteractionFiltersProps {
  filter: InteractionFilter;
  onChange: (name: 'q' | 'type' | 'state' | 'sort', value: string) => void;
}

const options = (all: string, words: Record<string, string>) => [
  { value: '', label: all },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];
const types = options('All types', typeWords);
const states = options('All states', stateWords);
const sorts = [
  { value: '-updated', label: 'Updated last' },
  { value: 'updated', label: 'Updated first' },
  { value: '-opened', label: 'Newest first' },
  { value: 'opened', label: 'Oldest first' },
];

export function InteractionFilters({ filter, onChange }: InteractionFiltersProps) {
  const [typed, setTyped] = useState(filter.q ?? '');
  const [applied, setApplied] = useState(filter.q);
  // The address can change by other means than typing: the way back, or a cleared filter.
  if (filter.q !== applied) {
    setApplied(filter.q);
    if ((filter.q ?? '') !== typed.trim()) setTyped(filter.q ?? '');
  }
  const search = useDebouncedCallback((q: string) => onChange('q', q.trim()), 250);
  return (
    <search className={classes.filters} aria-label="Filter interactions">
      <TextInput
        className={classes.search}
        type="search"
        aria-label="Search"
        placeholder="Number, words or a name"
        leftSection={<IconSearch size={18} stroke={1.7} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <NativeSelect
        aria-label="Type"
        data={types}
        value={filter.type ?? ''}
        onChange={(event) => onChange('type', event.currentTarget.value)}
      />
      <NativeSelect
        aria-label="State"
        data={states}
        value={filter.state ?? ''}
        onChange={(event) => onChange('state', event.currentTarget.value)}
      />
      <NativeSelect
        aria-label="Sort"
        data={sorts}
        value={filter.sort ?? '-updated'}
        onChange={(event) => onChange('sort', event.currentTarget.value)}
      />
    </search>
  );
}
