import { endpoint } from './endpoint.mjs';

/**
 * The mailboxes of one system: an LMTP server that records each recipient and message.
 * @param {import('./closing.mjs').Closing} closing
 * @param {string} [label] what the tests call it
 */
export function mailboxes(closing, label = 'mailboxes') {
  return endpoint(closing, { label, lmtp: true });
}
