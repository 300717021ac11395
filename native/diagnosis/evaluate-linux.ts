import { fileURLToPath } from 'node:url';
import type { DiagnosisItem } from './item.ts';
import type { LinuxFacts } from './linux-facts.ts';
import type { UsbReader } from './usb.ts';

/** Kernel modules that take contactless readers before pcscd can. */
const nfcModules = ['pn533_usb', 'pn533', 'nfc'];
/** Programs besides pcscd that hold readers or cards. */
const rivals: Readonly<Record<string, { readonly what: string; readonly command: string }>> = {
  scdaemon: {
    what: 'GnuPG’s scdaemon runs and may hold a card.',
    command: 'gpgconf --kill scdaemon',
  },
  openct: { what: 'OpenCT runs and takes readers away from pcscd.', command: 'sudo systemctl stop openct' },
  'openct-control': {
    what: 'OpenCT runs and takes readers away from pcscd.',
    command: 'sudo openct-control shutdown',
  },
};

/** The findings for a Linux machine, from what holds everything up to what only disturbs. Pure. */
export function evaluateLinux(facts: LinuxFacts): DiagnosisItem[] {
  return [
    service(facts),
    ...permission(facts),
    driver(facts),
    ...usbReaders(facts),
    ...kernelModules(facts),
    ...otherPrograms(facts),
  ];
}

function service(facts: LinuxFacts): DiagnosisItem {
  const check = 'Smart card service';
  const { pcsc, traces } = facts;
  if (!traces.pcscd && pcsc.state !== 'running')
    return {
      check,
      result: 'fault',
      what: 'pcscd, the smart card service, is not installed.',
      remedy: 'Install it together with the driver for USB readers.',
      command: installCommand(facts, 'pcscd libccid', 'pcsc-lite pcsc-lite-ccid', 'pcsclite ccid'),
    };
  if (pcsc.state === 'running') {
    const count = pcsc.readers.length;
    return {
      check,
      result: 'good',
      what: `pcscd runs and knows ${count === 0 ? 'no reader' : count === 1 ? '1 reader' : `${count} readers`}.`,
    };
  }
  if (pcsc.state === 'no-permission') return { check, result: 'good', what: 'pcscd runs.' };
  if (facts.socketUnit === 'masked')
    return {
      check,
      result: 'fault',
      what: 'pcscd is masked: systemd is told never to start it.',
      remedy: 'Unmask and start it.',
      command: 'sudo systemctl unmask pcscd.socket pcscd.service && sudo systemctl enable --now pcscd.socket',
    };
  if (facts.processes.includes('pcscd'))
    return {
      check,
      result: 'fault',
      what: 'pcscd runs, but does not answer.',
      remedy: 'Restart it.',
      command: facts.systemd
        ? 'sudo systemctl restart pcscd.socket pcscd.service'
        : 'sudo pkill -x pcscd; sudo pcscd',
    };
  return {
    check,
    result: 'fault',
    what:
      traces.socket === 'there'
        ? 'pcscd does not run; its socket is left from an earlier run.'
        : 'pcscd is installed, but does not run.',
    remedy: 'Start it, now and at each start of the machine.',
    command: facts.systemd ? 'sudo systemctl enable --now pcscd.socket' : 'sudo pcscd',
  };
}

function permission(facts: LinuxFacts): DiagnosisItem[] {
  const check = 'Permission';
  if (facts.pcsc.state === 'running')
    return [{ check, result: 'good', what: `${facts.user} may use readers.` }];
  if (facts.pcsc.state !== 'no-permission') return [];
  if (facts.traces.socket === 'closed to us')
    return [
      {
        check,
        result: 'fault',
        what: `${facts.user} may not open the socket of pcscd.`,
        remedy: 'Restart pcscd: it makes its socket open to all; then look who closes it.',
        command: facts.systemd
          ? 'sudo systemctl restart pcscd.socket pcscd.service'
          : 'sudo pkill -x pcscd; sudo pcscd',
      },
    ];
  const member = facts.groups.includes(ruleGroup);
  const join = member ? '' : ` && sudo usermod -aG ${ruleGroup} ${facts.user}`;
  return [
    {
      check,
      result: 'fault',
      what:
        facts.polkitRules.length === 0
          ? `polkit does not let ${facts.user} use readers; it lets only users who sit at the machine.`
          : `polkit does not let ${facts.user} use readers, in spite of ${facts.polkitRules.join(', ')}.`,
      remedy: `Install the rule that allows it to the group ${ruleGroup}${member ? '' : ', join the group'} and log in again.`,
      command: `sudo install -m 644 '${polkitExample}' /etc/polkit-1/rules.d/${join}`,
    },
  ];
}

/** The group of the example rule. */
const ruleGroup = 'plugdev';
const polkitExample = fileURLToPath(new URL('../examples/49-cardwright-pcsc.rules', import.meta.url));

function driver(facts: LinuxFacts): DiagnosisItem {
  const check = 'Driver for USB readers';
  if (facts.ccid) return { check, result: 'good', what: 'The CCID driver is installed.' };
  return {
    check,
    result: facts.usb.length > 0 ? 'fault' : 'attention',
    what: 'The CCID driver, which nearly all USB readers need, is not installed.',
    remedy: 'Install it and restart pcscd.',
    command: installCommand(facts, 'libccid', 'pcsc-lite-ccid', 'ccid'),
  };
}

function usbReaders(facts: LinuxFacts): DiagnosisItem[] {
  const check = 'USB readers';
  const { pcsc, usb } = facts;
  if (usb.length === 0)
    return [
      {
        check,
        result: pcsc.state === 'running' && pcsc.readers.length > 0 ? 'good' : 'attention',
        what: 'The kernel sees no smart card reader on USB.',
        remedy:
          'Plug the reader in directly, without a hub, with another cable, and see whether the kernel notices.',
        command: 'sudo dmesg --follow',
      },
    ];
  if (pcsc.state !== 'running')
    return usb.map((reader) => ({
      check,
      result: 'good',
      what: `The kernel sees ${reader.name} (${reader.id}).`,
    }));
  const unknown = unknownToPcsc(usb, pcsc.readers);
  return usb.map((reader) =>
    unknown.includes(reader)
      ? {
          check,
          result: 'fault',
          what: `The kernel sees ${reader.name} (${reader.id}), but pcscd does not.`,
          remedy:
            reader.driver === undefined
              ? 'Restart pcscd and watch what it says of this reader; its driver may be missing.'
              : `The kernel module ${reader.driver} holds it; take the module out.`,
          command: reader.driver === undefined ? debugCommand(facts) : `sudo modprobe -r ${reader.driver}`,
        }
      : { check, result: 'good', what: `${reader.name} (${reader.id}) is ready.` },
  );
}

function debugCommand(facts: LinuxFacts): string {
  const stop = facts.systemd ? 'sudo systemctl stop pcscd.socket pcscd.service' : 'sudo pkill -x pcscd';
  return `${stop}; sudo pcscd --foreground --debug`;
}

/**
 * The readers of the kernel that are not among those of pcscd. The names differ (the driver's list against the device's own words), so
 * one word in common is enough; and where pcscd has as many readers as the kernel, none is missing.
 */
function unknownToPcsc(usb: readonly UsbReader[], names: readonly string[]): readonly UsbReader[] {
  if (names.length === 0) return usb;
  const missing = usb.filter((reader) => !names.some((name) => shareWord(reader.name, name)));
  return names.length >= usb.length ? [] : missing;
}

function shareWord(one: string, other: string): boolean {
  const words = (name: string) => name.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [];
  const known = new Set(words(other));
  return words(one).some((word) => known.has(word));
}

function kernelModules(facts: LinuxFacts): DiagnosisItem[] {
  const loaded = nfcModules.filter((module) => facts.modules.includes(module));
  if (loaded.length === 0) return [];
  const taken = facts.usb.some((reader) => reader.driver !== undefined && loaded.includes(reader.driver));
  return [
    {
      check: 'Kernel modules',
      result: taken ? 'fault' : 'attention',
      what: `The kernel modules ${loaded.join(', ')} are loaded; they take contactless readers away from pcscd.`,
      remedy: 'Keep them from being loaded, and take them out now.',
      command: `printf 'blacklist %s\\n' ${nfcModules.join(' ')} | sudo tee /etc/modprobe.d/cardwright-nfc.conf && sudo modprobe -r ${loaded.join(' ')}`,
    },
  ];
}

function otherPrograms(facts: LinuxFacts): DiagnosisItem[] {
  return Object.entries(rivals)
    .filter(([name]) => facts.processes.includes(name))
    .map(([, { what, command }]) => ({
      check: 'Other programs',
      result: 'attention',
      what,
      remedy: 'Stop it while you work on cards, if a card is reported to be in use.',
      command,
    }));
}

function installCommand(facts: LinuxFacts, debian: string, fedora: string, arch: string): string {
  const is = (...names: readonly string[]) => names.some((name) => facts.distribution.includes(name));
  if (is('fedora', 'rhel', 'centos')) return `sudo dnf install ${fedora}`;
  if (is('suse', 'opensuse')) return `sudo zypper install ${fedora}`;
  if (is('arch')) return `sudo pacman -S ${arch}`;
  return `sudo apt-get install ${debian}`;
}
