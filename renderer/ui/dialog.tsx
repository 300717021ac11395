import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialog.css';

interface Props {
  readonly title: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** A title for screen readers only. */
  readonly bare?: boolean;
}

/** A question or a sheet over the screen; Escape closes it and the focus goes back to where it was. */
export function Dialog({ title, isOpen, onClose, children, actions, wide = false, bare = false }: Props) {
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable>
      <Modal className={`modal${wide ? ' modal-wide' : ''}`}>
        <AriaDialog className="dialog">
          <Heading slot="title" level={2} className={bare ? 'visually-hidden' : 'dialog-title'}>
            {title}
          </Heading>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
