import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Interaction } from '../api/types.js';

/** A new record of the same customer, from which a message can be composed. */
export function NewInteractionButton({ interaction }: { interaction: Interaction }) {
  return (
    <Button component={Link} to={newInteractionPath(interaction)} variant="default" size="xs" mt="sm">
      New interaction for this customer
    </Button>
  );
}

function newInteractionPath({ consumer, contact, openedFor }: Interaction): string {
  const search = new URLSearchParams();
  for (const [field, person] of Object.entries({ consumer, contact, openedFor })) {
    if (person) {
      search.set(field, person.id);
      search.set(`${field}Name`, person.name);
    }
  }
  return `/interactions/new?${search}`;
}
