import { Select, type SelectProps, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { Person, PersonKind, User } from '../api/types.js';
import { useUsers } from '../api/users.js';
import classes from './details-form.module.css';
import { NewPersonDialog } from './new-person-dialog.js';

const NEW = 'new-person';

interface PersonPickerProps extends Pick<SelectProps, 'error' | 'readOnly' | 'variant'> {
  label: ReactNode;
  /** Plain words for the label. */
  name: string;
  value: Person | null;
  onChange: (person: Person | null) => void;
  /** Only people of this kind. */
  kind?: PersonKind;
  /** A new person can be added, of this kind. */
  newKind?: PersonKind;
  testId: string;
}

/** Finds a person of the directory by name, or adds one. */
export function PersonPicker({ label, name, value, onChange, kind, newKind, testId, ...rest }: PersonPickerProps) {
  const [opened, dropdown] = useDisclosure(false);
  const [adding, dialog] = useDisclosure(false);
  const [search, setSearch] = useState(value?.name ?? '');
  const wanted = search === value?.name ? '' : search.trim();
  const [asked] = useDebouncedValue(wanted, 200);
  const users = useUsers(asked, kind, opened);
  // Nobody of an earlier search can be chosen by a quick hand.
  const isAnswered = wanted === asked && !users.isPlaceholderData;
  const found = isAnswered ? (users.data?.items ?? []) : [];
  const options = [
    ...(value && !found.some(({ id }) => id === value.id) ? [{ value: value.id, label: value.name }] : []),
    ...found.map((user) => ({ value: user.id, label: user.name })),
    ...(newKind ? [{ value: NEW, label: asked === '' ? 'Add a new person…' : `Add “${asked}” as a new person…` }] : []),
  ];
  const choose = (id: string | null): void => {
    if (id === NEW) {
      setSearch(value?.name ?? '');
      dialog.open();
      return;
    }
    const user = found.find((candidate) => candidate.id === id);
    if (id === null) onChange(null);
    else if (user) onChange({ id: user.id, name: user.name });
  };
  if (rest.readOnly) {
    return <TextInput label={label} value={value?.name ?? 'Nobody'} data-testid={testId} {...rest} />;
  }
  return (
    <>
      <Select
        label={label}
        placeholder="Type a name"
        data={options}
        value={value?.id ?? null}
        onChange={choose}
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        filter={({ options: all }) => all}
        clearable
        clearButtonProps={{ 'aria-label': `Clear ${name.toLowerCase()}` }}
        allowDeselect={false}
        nothingFoundMessage={!isAnswered || users.isFetching ? 'Searching…' : 'Nobody has a name like this'}
        onDropdownOpen={dropdown.open}
        onDropdownClose={dropdown.close}
        withScrollArea={false}
        comboboxProps={{ withinPortal: false }}
        classNames={{ options: classes.options }}
        renderOption={({ option }) => (
          <PersonOption label={option.label} user={found.find(({ id }) => id === option.value)} />
        )}
        data-testid={testId}
        {...rest}
      />
      {newKind ? (
        <NewPersonDialog
          opened={adding}
          kind={newKind}
          name={asked}
          onClose={dialog.close}
          onCreated={(person) => {
            onChange(person);
            setSearch(person.name);
          }}
        />
      ) : null}
    </>
  );
}

function PersonOption({ label, user }: { label: string; user: User | undefined }) {
  const detail = user ? (user.username ?? user.phones[0]?.number ?? user.email ?? user.location) : null;
  return (
    <div>
      <div>{label}</div>
      {detail ? <div className="muted small">{detail}</div> : null}
    </div>
  );
}
