import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { maskSubscriber } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Term } from '../../ui/term.tsx';

interface Shown {
  /** ICCIDs of the cards whose personal data the user has asked for, until the window is closed. */
  readonly iccids: ReadonlySet<string>;
  readonly toggle: (iccid: string) => void;
}

const useShown = create<Shown>((set) => ({
  iccids: new Set(),
  toggle: (iccid) =>
    set(({ iccids }) => ({
      iccids: iccids.has(iccid)
        ? new Set([...iccids].filter((other) => other !== iccid))
        : new Set([...iccids, iccid]),
    })),
}));

/** Whether the personal data of this card may be seen, and how to change that. */
export function usePersonal(iccid: string | undefined): readonly [shown: boolean, toggle: () => void] {
  const { iccids, toggle } = useShown();
  const name = iccid ?? '';
  return [iccids.has(name), () => toggle(name)];
}

/** The IMSI, masked until asked for. */
export function Subscriber({ imsi, iccid }: { readonly imsi: string; readonly iccid: string | undefined }) {
  const { t } = useTranslation();
  const [shown, toggle] = usePersonal(iccid);
  return (
    <span className="subscriber">
      <span className="quiet">
        <Term name="imsi" />
      </span>
      <span className="mono">{shown ? imsi : maskSubscriber(imsi)}</span>
      <Button
        look="quiet"
        small
        onPress={toggle}
        aria-label={shown ? t('cards.hideImsi') : t('cards.showImsi')}
      >
        <Icon name={shown ? 'eye-off' : 'eye'} />
      </Button>
    </span>
  );
}
