export const common = {
  back: 'Back',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'Loading',
  tryAgain: 'Try again',
  save: 'Save',
  saved: 'Saved',
  showAll: 'Show all {{count}}',
  showFewer: 'Show fewer',
  simulator: 'Simulator',
  none: 'None',
  steps: 'Steps',
  stepDone: 'done',
  stepStopped: 'stopped',
  bytes_one: '{{count}} byte',
  bytes_other: '{{count}} bytes',
  files_one: '{{count}} file',
  files_other: '{{count}} files',
  apdus_one: '{{count}} APDU',
  apdus_other: '{{count}} APDUs',
};

export const error = {
  details: 'Details',
  copy: 'Copy details',
};

export const health = {
  good: 'Good',
  attention: 'Attention',
  fault: 'Fault',
  unknown: 'Not checked',
};

export const key = {
  tries_one: '{{count}} try left',
  tries_other: '{{count}} tries left',
  triesUnknown: 'tries not known',
  state: {
    enabled: 'Not presented',
    disabled: 'Disabled',
    verified: 'Verified',
    blocked: 'Blocked',
    absent: 'Not on this card',
    unknown: 'Not known',
  },
};

export const term = {
  iccid: { word: 'ICCID', means: 'The serial number of the card, printed on its body.' },
  imsi: {
    word: 'IMSI',
    means: 'The identity of the subscription in the network. Hidden until you ask for it.',
  },
  adm: { word: 'ADM', means: 'Administrative key of the card issuer. Each wrong attempt uses up one try.' },
  profile: {
    word: 'Profile',
    means: 'Says which files a card shall hold; the values differ from card to card.',
  },
  atr: { word: 'ATR', means: 'Answer to reset: the first bytes a card sends, which tell its make.' },
  bsf: {
    word: 'BSF',
    means: 'Bootstrapping server function: the operator’s server that agrees on a key with the card.',
  },
  naf: {
    word: 'NAF',
    means: 'Network application function: the server the key is for. Its name goes into the key.',
  },
  bTid: {
    word: 'B-TID',
    means: 'Bootstrapping transaction identifier: the public name of the key. It is no secret.',
  },
  impi: {
    word: 'IMPI',
    means: 'Private identity of the subscriber. It has the IMSI in it and is hidden until you ask for it.',
  },
};
