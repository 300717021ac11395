import { useTranslation } from 'react-i18next';
import type { SentPacketDoc } from '../../../../main/contract/ota.ts';
import { useCommandWords } from '../../../i18n/command-words.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { Sign, type SignState } from '../../../ui/sign.tsx';
import { shownCommands } from './packet-content.tsx';
import { type CommandOutcome, commandOutcomes } from './proof-verdict.ts';
import '../../../ui/table.css';

const signs = {
  done: 'good',
  warned: 'attention',
  refused: 'fault',
  silent: 'good',
  'not-executed': 'note',
  'not-known': 'unknown',
} as const satisfies Record<CommandOutcome['state'], SignState>;

/** Each command with its status word. */
export function CommandTable({ sent }: { readonly sent: SentPacketDoc }) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const sayCommand = useCommandWords();
  const outcomes = commandOutcomes(sent);
  if (outcomes.length === 0) return null;
  return (
    <div className="panel ota-command-table">
      <table className="table">
        <caption className="visually-hidden">{t('bench.ota.proof.commands')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('bench.ota.proof.command')}</th>
            <th scope="col">{t('bench.ota.proof.result')}</th>
            <th scope="col">{t('bench.ota.proof.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.slice(0, shownCommands).map(({ command, state, response }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same command can stand twice; the order is what tells them apart
            <tr key={`${at} ${command?.apdu ?? ''}`}>
              <th scope="row">
                {command === undefined ? t('bench.ota.proof.unknownCommand') : sayCommand(command.what)}
                {command !== undefined && (
                  <span className="plan-title mono">{command.apdu.toUpperCase()}</span>
                )}
              </th>
              <td>
                <Sign state={signs[state]}>{t(`bench.ota.proof.state.${state}`)}</Sign>
                {response !== undefined && (
                  <p className="small">
                    <span className="mono">{response.sw.toUpperCase()}</span>{' '}
                    <span className="quiet">{say(response.meaning)}</span>
                  </p>
                )}
              </td>
              <td className="mono small ota-answer">{response?.data.toUpperCase()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {outcomes.length > shownCommands && (
        <p className="quiet small">{t('bench.ota.send.more', { count: outcomes.length - shownCommands })}</p>
      )}
    </div>
  );
}
