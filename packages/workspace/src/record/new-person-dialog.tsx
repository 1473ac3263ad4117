import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Problem } from '../api/problem.js';
import type { Person, PersonKind } from '../api/types.js';
import { useCreateUser } from '../api/users.js';
import { Notice } from '../theme/notice.js';

interface NewPersonDialogProps {
  opened: boolean;
  kind: PersonKind;
  /** What was searched for. */
  name: string;
  onClose: () => void;
  onCreated: (person: Person) => void;
}

export function NewPersonDialog({ opened, kind, name, onClose, onCreated }: NewPersonDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={kind === 'contact' ? 'New contact' : 'New person'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened ? <NewPersonForm kind={kind} name={name} onClose={onClose} onCreated={onCreated} /> : null}
    </Modal>
  );
}

function NewPersonForm({ kind, name, onClose, onCreated }: Omit<NewPersonDialogProps, 'opened'>) {
  const create = useCreateUser();
  const form = useForm({
    initialValues: { name, phone: '', country: '', email: '' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Enter the name' : null),
      country: (value) => (/^([a-z]{2})?$/i.test(value.trim()) ? null : 'Two letters, such as FR'),
    },
  });
  const save = form.onSubmit((values) => {
    const country = values.country.trim().toUpperCase() || null;
    create.mutate(
      {
        name: values.name.trim(),
        kind,
        phones: values.phone.trim() ? [{ label: 'Mobile', number: values.phone.trim() }] : [],
        email: values.email.trim() || null,
        country,
      },
      {
        onSuccess: (user) => {
          onCreated({ id: user.id, name: user.name });
          onClose();
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return;
          const wrong = error.fieldErrors();
          form.setErrors({
            ...wrong,
            ...(wrong['phones.0.number'] ? { phone: wrong['phones.0.number'] } : {}),
          });
        },
      },
    );
  });
  return (
    <form
      onSubmit={(event) => {
        // The dialog stands inside the record's form on the page's tree; its submit is its own.
        event.stopPropagation();
        save(event);
      }}
      noValidate
    >
      <Stack>
        {create.error ? (
          <Notice tone="bad" role="alert" title="Not saved">
            {create.error.message}
          </Notice>
        ) : null}
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="Phone number"
          description="With + and country code, or as it is written in the country below"
          type="tel"
          autoComplete="off"
          {...form.getInputProps('phone')}
        />
        <TextInput
          label="Country"
          description="Two letters, such as FR"
          maxLength={2}
          {...form.getInputProps('country')}
        />
        <TextInput label="Email" type="email" autoComplete="off" {...form.getInputProps('email')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
