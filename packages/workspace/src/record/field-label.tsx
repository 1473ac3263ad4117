import classes from './details-form.module.css';

/** A field's name, marked while its change is not saved. */
export function FieldLabel({ name, unsaved }: { name: string; unsaved: boolean }) {
  return (
    <span className={classes.label}>
      {name}
      {unsaved ? <span className={classes.unsaved}>Unsaved</span> : null}
    </span>
  );
}
