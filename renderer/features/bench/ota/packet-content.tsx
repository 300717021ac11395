import { useTranslation } from 'react-i18next';
import type { EncodedPacketDoc, PacketDoc } from '../../../../main/contract/ota.ts';
import { useCommandWords } from '../../../i18n/command-words.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Disclose } from '../../../ui/disclose.tsx';

/** What a hostile packet of 64 kB carries can be thousands of commands; more than so many nobody reads. */
export const shownCommands = 300;

/** The commands that a packet carries. */
export function ScriptOf({ packet, open = false }: { readonly packet: PacketDoc; readonly open?: boolean }) {
  const { t } = useTranslation();
  const say = useCommandWords();
  const { script } = packet;
  if (script === undefined || script.length === 0) return null;
  return (
    <Disclose label={t('bench.ota.packet.script', { count: script.length })} open={open}>
      <div className="panel">
        <ol className="ota-commands">
          {script.slice(0, shownCommands).map(({ apdu, what }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same command can stand twice; the order is what tells them apart
            <li key={`${at} ${apdu}`}>
              <span className="quiet small">{at + 1}</span>
              <span>{say(what)}</span>
              <span className="mono small quiet">{apdu.toUpperCase()}</span>
            </li>
          ))}
        </ol>
        {script.length > shownCommands && (
          <p className="quiet small">{t('bench.ota.send.more', { count: script.length - shownCommands })}</p>
        )}
      </div>
    </Disclose>
  );
}

/** The short messages that carry a packet, as a network or another tool needs them. */
export function MessagesOf({ messages }: Pick<EncodedPacketDoc, 'messages'>) {
  const { t } = useTranslation();
  return (
    <Disclose label={t('bench.ota.packet.messages', { count: messages.length })}>
      <div className="panel stack">
        {messages.map(({ tpdu, envelope }, at) => (
          <div key={tpdu} className="stack-tight">
            <h3>{t('bench.ota.packet.message', { number: at + 1, count: messages.length })}</h3>
            <Bytes name={t('bench.ota.packet.tpdu')} hex={tpdu} />
            <Bytes name={t('bench.ota.packet.envelope')} hex={envelope} />
          </div>
        ))}
      </div>
    </Disclose>
  );
}

function Bytes({ name, hex }: { readonly name: string; readonly hex: string }) {
  const { t } = useTranslation();
  return (
    <div className="ota-bytes">
      <div className="row spread">
        <p className="eyebrow">{`${name} · ${t('common.bytes', { count: hex.length / 2 })}`}</p>
        <CopyButton text={hex.toUpperCase()} />
      </div>
      <p className="mono small">{hex.toUpperCase()}</p>
    </div>
  );
}
