import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useCreateInteraction } from '../api/interactions.js';
import { useMe } from '../api/me.js';
import { keyFor, type SendKey } from '../compose/send-key.js';
import { Page } from '../shell/page.js';
import { Card } from '../theme/card.js';
import { Notice } from '../theme/notice.js';
import { changedFields } from './changed-fields.js';
import { type DetailsErrors, detailsErrors } from './details-errors.js';
import { DetailsFields } from './details-fields.js';
import classes from './details-form.module.css';
import { detailsDraft } from './details-patch.js';
import type { DetailsValues } from './details-values.js';
import { useUnsavedGuard } from './use-unsaved-guard.js';

/** A new record, assigned to the one who makes it unless somebody else is chosen. */
export function NewInteractionPage() {
  const me = useMe().data?.user;
  const [search] = useSearchParams();
  const [initial] = useState<DetailsValues>(() => ({
    type: 'phone',
    shortDescription: '',
    state: 'new',
    consumer: personOf(search, 'consumer'),
    contact: personOf(search, 'contact'),
    openedFor: personOf(search, 'openedFor'),
    assignedTo: me?.roles.includes('agent_workspace_user') ? { id: me.id, name: me.name } : null,
    relatedTable: '',
    relatedId: '',
    relatedLabel: '',
    relatedUrl: '',
  }));
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<DetailsErrors>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const key = useRef<SendKey | null>(null);
  const create = useCreateInteraction();
  const navigate = useNavigate();
  const guard = useUnsavedGuard(changedFields(initial, values).length > 0);
  const save = (): void => {
    if (create.isPending) return;
    const draft = detailsDraft(values);
    key.current = keyFor(draft, key.current);
    setErrors({});
    setRefusal(null);
    create.mutate(
      { draft, key: key.current.key },
      {
        onSuccess: ({ number }) => {
          guard.release();
          void navigate(`/interactions/${number}`, { replace: true });
        },
        onError: (error) => {
          const { fields, rest } = detailsErrors(error);
          setErrors(fields);
          setRefusal(rest);
        },
      },
    );
  };
  return (
    <Page
      heading="New interaction"
      lead="Name the customer as consumer or contact, so that Compose Message knows whom to write to."
      trail={[{ label: 'Home', to: '/' }, { label: 'Interactions', to: '/lists/interactions/all' }, { label: 'New' }]}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Card label="Details">
          <DetailsFields
            values={values}
            errors={errors}
            changed={[]}
            mode="create"
            set={(field, value) => {
              setValues((before) => ({ ...before, [field]: value }));
              setErrors((before) => ({ ...before, [field]: undefined }));
            }}
          />
        </Card>
        {refusal ? (
          <div className={classes.refusal}>
            <Notice tone="bad" role="alert" title="Not created">
              {refusal}
            </Notice>
          </div>
        ) : null}
        <div className={classes.bar}>
          <p className={classes.summary}>It gets its number when you create it.</p>
          <Button variant="default" onClick={() => void navigate(-1)}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending} data-testid="details-save">
            Create
          </Button>
        </div>
      </form>
      {guard.dialog}
    </Page>
  );
}

function personOf(search: URLSearchParams, field: string) {
  const id = search.get(field);
  return id ? { id, name: search.get(`${field}Name`) ?? id } : null;
}
