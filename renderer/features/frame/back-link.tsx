import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import './back-link.css';

/** The way to the page above. */
export function BackLink({
  onPress,
  children,
}: {
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div className="back-link">
      <Button look="quiet" small onPress={onPress}>
        <Icon name="chevron" />
        {children}
      </Button>
    </div>
  );
}
