import { useTranslation } from 'react-i18next';
import { useAnswer, useEngine } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { usePreferences } from '../../ui/preferences.ts';
import { hasSubscriber, useStartEnrol } from '../enrol/start-enrol.ts';
import { useStartWizard } from '../provision/wizard.tsx';
import { go } from './place.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** Everything the command palette offers now. */
export function useCommands(): readonly Command[] {
  const { t } = useTranslation();
  const engine = useEngine();
  const { set, traceOpen } = usePreferences();
  const start = useStartWizard();
  const startEnrol = useStartEnrol();
  const readers = useAnswer('readers.list', {});
  const station = useAnswer('station.get', {});
  const cards = (readers.data?.readers ?? []).filter(({ state }) => state === 'card');
  return [
    { id: 'cards', label: t('shortcuts.goCards'), keys: 'Alt C', run: () => go({ page: 'cards' }) },
    {
      id: 'provision',
      label: t('shortcuts.goProvision'),
      keys: 'Alt P',
      run: () => go({ page: 'provision' }),
    },
    { id: 'enrol', label: t('shortcuts.goEnrol'), keys: 'Alt E', run: () => go({ page: 'enrol' }) },
    {
      id: 'bench',
      label: t('shortcuts.goBench'),
      keys: 'Alt B',
      run: () => go({ page: 'bench', tab: 'ota' }),
    },
    {
      id: 'credentials',
      label: t('shortcuts.goCredentials'),
      keys: 'Alt K',
      run: () => go({ page: 'credentials', tab: 'gateways' }),
    },
    { id: 'receipts', label: t('shortcuts.goReceipts'), keys: 'Alt R', run: () => go({ page: 'receipts' }) },
    {
      id: 'settings',
      label: t('shortcuts.goSettings'),
      keys: 'Alt S',
      run: () => go({ page: 'settings', tab: 'station' }),
    },
    ...cards.flatMap((reader) => {
      const { id, name, card } = reader;
      const iccid = card?.iccid;
      const shown = iccid === undefined ? t('cards.iccidUnknown') : groupDigits(iccid);
      return [
        {
          id: `open ${id}`,
          label: t('palette.openCard', { iccid: shown, reader: name }),
          run: () => go({ page: 'card', reader: id }),
        },
        ...(iccid === undefined
          ? []
          : [
              {
                id: `provision ${id}`,
                label: t('palette.provisionCard', { iccid: shown }),
                run: () => start({ task: 'provision', reader: id, iccid }),
              },
              ...(hasSubscriber(reader)
                ? [
                    {
                      id: `enrol ${id}`,
                      label: t('palette.enrolCard', { iccid: shown }),
                      run: () => startEnrol(reader, iccid),
                    },
                  ]
                : []),
            ]),
      ];
    }),
    {
      id: 'trace',
      label: t('palette.toggleTrace'),
      keys: 'Alt T',
      run: () => set({ traceOpen: !traceOpen }),
    },
    { id: 'audit', label: t('palette.audit'), run: () => go({ page: 'audit' }) },
    { id: 'light', label: t('palette.light'), run: () => set({ theme: 'light' }) },
    { id: 'dark', label: t('palette.dark'), run: () => set({ theme: 'dark' }) },
    { id: 'dense', label: t('palette.dense'), run: () => set({ density: 'dense' }) },
    { id: 'comfortable', label: t('palette.comfortable'), run: () => set({ density: 'comfortable' }) },
    ...(station.data?.simulator === true
      ? [
          {
            id: 'simulator',
            label: t('palette.simulator'),
            run: () => go({ page: 'settings', tab: 'simulator' }),
          },
        ]
      : []),
    ...(station.data?.vault === 'open'
      ? [{ id: 'lock', label: t('palette.lock'), run: () => void engine.call('vault.lock', {}) }]
      : []),
  ];
}
