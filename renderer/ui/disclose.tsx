import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
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
      <div className="disclose-heading">
        <Button slot="trigger" className="disclose-trigger">
          <Icon name="chevron" />
          {label}
        </Button>
      </div>
      <DisclosurePanel className="disclose-panel">{children}</DisclosurePanel>
    </Disclosure>
  );
}
