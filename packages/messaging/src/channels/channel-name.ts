const names: Readonly<Record<string, string>> = {
  sms: 'SMS',
  mms: 'MMS',
  rcs: 'RCS',
  whatsapp: 'WhatsApp',
  line: 'LINE',
  wechat: 'WeChat',
  email: 'E-mail',
};

/** Name of a channel for people: `sms` is "SMS", `apple_messages` is "Apple messages". */
export function channelName(channel: string): string {
  const known = Object.hasOwn(names, channel) ? names[channel] : undefined;
  if (known !== undefined) return known;
  const words = channel.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
