import { TextInput } from '@mantine/core';
import { useId } from 'react';
import type { ComposeTemplate, TemplateChoice } from '../api/types.js';
import classes from './template.module.css';
import { templateParts, variableError } from './template-choice.js';
import type { PreflightView } from './use-preflight.js';

interface TemplateFieldsProps {
  template: ComposeTemplate;
  value: TemplateChoice;
  view: PreflightView;
  onChange: (template: TemplateChoice) => void;
}

/** What is filled in, and what the customer will see of it, while it is typed. */
export function TemplateFields({ template, value, view, onChange }: TemplateFieldsProps) {
  const title = useId();
  const { preflight, current } = view;
  return (
    <div className={classes.template} data-testid="template-fields">
      {template.variables.map(({ name, label, example, maxLength }) => (
        <TextInput
          key={name}
          label={label}
          description={example === null ? undefined : `For example: ${example}`}
          value={value.variables[name] ?? ''}
          maxLength={maxLength ?? undefined}
          autoComplete="off"
          onChange={(event) =>
            onChange({ id: value.id, variables: { ...value.variables, [name]: event.currentTarget.value } })
          }
          error={current && preflight ? variableError(preflight, name) : null}
          data-testid={`template-variable-${name}`}
        />
      ))}
      <section aria-labelledby={title}>
        <h4 id={title} className={classes.title}>
          What the customer will see
        </h4>
        <p className={classes.text} data-testid="template-text" lang={template.language.replace('_', '-')}>
          {templateParts(template, value.variables).map(({ text, open }, index) =>
            open === null ? (
              text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a template stay in their places
              <span key={index} className={classes.open}>
                {text}
              </span>
            ),
          )}
        </p>
      </section>
    </div>
  );
}
