import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Icon } from './icon.tsx';
import './disclose.css';

interface Props {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
}

/** Something to look at on demand. */
export function Disclose({ label, children, open = false }: Props) {
  return (
    <Disclosure className="disclose" defaultExpanded={open}>
      <Heading level={4} className="disclose-heading">
        <Button slot="trigger" className="disclose-trigger">
          <Icon name="chevron" />
          {label}
        </Button>
      </Heading>
      <DisclosurePanel className="disclose-panel">{children}</DisclosurePanel>
    </Disclosure>
  );
}
