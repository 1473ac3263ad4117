import { NativeSelect, TextInput } from '@mantine/core';
import { openStateWords, stateWords, typeWords } from '../interactions/interaction-words.js';
import type { DetailsErrors } from './details-errors.js';
import classes from './details-form.module.css';
import { type DetailsField, type DetailsValues, fieldWords } from './details-values.js';
import { FieldLabel } from './field-label.js';
import { PersonPicker } from './person-picker.js';

interface DetailsFieldsProps {
  values: DetailsValues;
  errors: DetailsErrors;
  /** Fields whose change is not saved. */
  changed: readonly DetailsField[];
  set<F extends DetailsField>(field: F, value: DetailsValues[F]): void;
  /** `create`: the type is chosen and the state is New. `closed`: nothing can be changed. */
  mode: 'create' | 'edit' | 'closed';
}

const toOptions = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
/** A field that can be read only also looks like it. */
const locked = (readOnly: boolean) => (readOnly ? ({ readOnly, variant: 'filled' } as const) : {});
const { messaging: _, ...creatableTypes } = typeWords;

/** The record's fields, one by one. */
export function DetailsFields({ values, errors, changed, set, mode }: DetailsFieldsProps) {
  const closed = mode === 'closed';
  // A conversation's people and record follow from the message that started it.
  const fixed = closed || values.type === 'messaging';
  const field = (name: DetailsField) => ({
    label: <FieldLabel name={fieldWords[name].replace('Related record: ', '')} unsaved={changed.includes(name)} />,
    error: errors[name],
    'data-testid': `field-${name}`,
    'data-unsaved': changed.includes(name) || undefined,
  });
  const text = (name: 'shortDescription' | 'relatedTable' | 'relatedId' | 'relatedLabel' | 'relatedUrl') => ({
    ...field(name),
    value: values[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => set(name, event.currentTarget.value),
    autoComplete: 'off',
  });
  const person = (name: 'consumer' | 'contact' | 'openedFor' | 'assignedTo', readOnly: boolean) => ({
    label: field(name).label,
    error: errors[name],
    name: fieldWords[name],
    value: values[name],
    onChange: (value: DetailsValues['consumer']) => set(name, value),
    ...locked(readOnly),
    testId: `field-${name}`,
  });
  return (
    <div className={classes.fields}>
      {mode === 'create' ? (
        <NativeSelect
          {...field('type')}
          data={toOptions(creatableTypes)}
          value={values.type}
          onChange={(event) => set('type', event.currentTarget.value as DetailsValues['type'])}
        />
      ) : (
        <TextInput {...field('type')} value={typeWords[values.type]} readOnly variant="filled" />
      )}
      {mode === 'edit' ? (
        <NativeSelect
          {...field('state')}
          data={toOptions(openStateWords)}
          value={values.state}
          onChange={(event) => set('state', event.currentTarget.value as DetailsValues['state'])}
        />
      ) : (
        <TextInput {...field('state')} value={stateWords[values.state]} readOnly variant="filled" />
      )}
      <TextInput {...text('shortDescription')} {...locked(closed)} maxLength={160} className={classes.wide} />
      <PersonPicker {...person('consumer', fixed)} kind="consumer" newKind="consumer" />
      <PersonPicker {...person('contact', fixed)} kind="contact" newKind="contact" />
      <PersonPicker {...person('openedFor', fixed)} newKind="user" />
      <PersonPicker {...person('assignedTo', closed)} kind="agent" />
      <fieldset className={classes.related}>
        <legend>Related record</legend>
        <TextInput {...text('relatedTable')} {...locked(fixed)} />
        <TextInput {...text('relatedId')} {...locked(fixed)} />
        <TextInput {...text('relatedLabel')} {...locked(fixed)} />
        <TextInput {...text('relatedUrl')} {...locked(fixed)} type="url" />
      </fieldset>
    </div>
  );
}
