import { endpoint } from './endpoint.mjs';

/**
 * Another mail system: an SMTP server that records each recipient and message.
 * @param {import('./closing.mjs').Closing} closing
 * @param {string} [label] what the tests call it
 * @param {string} [host] a loopback address
 */
export function relay(closing, label = 'relay', host = '127.77.0.20') {
  return endpoint(closing, { label, lmtp: false, host });
}
