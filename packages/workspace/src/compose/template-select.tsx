import { NativeSelect } from '@mantine/core';
import type { ComposeTemplate, TemplateChoice } from '../api/types.js';
import { completeChoice } from './template-choice.js';

interface TemplateSelectProps {
  templates: ComposeTemplate[];
  /** `null`: free text. */
  value: TemplateChoice | null;
  /** Free text may not go. */
  templateOnly: boolean;
  error: string | null;
  onChange: (template: TemplateChoice | null) => void;
  testId: string;
}

const freeText = 'free-text';
const nothingYet = '';

/** Whether a text is sent or a template, and which. */
export function TemplateSelect({ templates, value, templateOnly, error, onChange, testId }: TemplateSelectProps) {
  return (
    <NativeSelect
      label="Send as"
      value={value?.id ?? (templateOnly ? nothingYet : freeText)}
      error={error}
      onChange={(event) => {
        const template = templates.find(({ id }) => id === event.currentTarget.value);
        onChange(template ? completeChoice({ id: template.id, variables: value?.variables ?? {} }, template) : null);
      }}
      data-testid={testId}
      data={[
        templateOnly
          ? { value: nothingYet, label: 'Choose a template', disabled: true }
          : { value: freeText, label: 'Free text' },
        ...templates.map(({ id, name, language }) => ({ value: id, label: `Template: ${name} (${language})` })),
      ]}
    />
  );
}
