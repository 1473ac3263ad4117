import type { ConsentTexts } from '../model/channel-configuration.js';

type Texts = Readonly<Required<ConsentTexts>>;

/** By primary language subtag (BCP 47). START and STOP are understood in every language, so every text names them. */
const byLanguage: Readonly<Record<string, Texts>> = {
  en: {
    optOut: '{sender}: You are opted out and get no more messages from us. Reply START to get them again.',
    start: '{sender}: You get messages from us again. Reply STOP to end them, HELP for help.',
    help: '{sender}: Write to us here and we answer. Reply STOP to end messages.',
  },
  de: {
    optOut:
      '{sender}: Sie sind abgemeldet und erhalten keine Nachrichten mehr von uns. Mit START erhalten Sie sie wieder.',
    start: '{sender}: Sie erhalten wieder Nachrichten von uns. Mit STOP beenden Sie sie, mit HILFE gibt es Hilfe.',
    help: '{sender}: Schreiben Sie uns hier, wir antworten. Mit STOP beenden Sie die Nachrichten.',
  },
  fr: {
    optOut: '{sender} : Vous ne recevrez plus de messages de notre part. Répondez START pour les recevoir à nouveau.',
    start:
      '{sender} : Vous recevez à nouveau nos messages. Répondez STOP pour les arrêter, AIDE pour obtenir de l’aide.',
    help: '{sender} : Écrivez-nous ici et nous répondrons. Répondez STOP pour arrêter les messages.',
  },
  es: {
    optOut:
      '{sender}: Se ha dado de baja y no recibirá más mensajes nuestros. Responda START para volver a recibirlos.',
    start:
      '{sender}: Vuelve a recibir nuestros mensajes. Responda BAJA para dejar de recibirlos, AYUDA para obtener ayuda.',
    help: '{sender}: Escríbanos aquí y le responderemos. Responda BAJA para dejar de recibir mensajes.',
  },
  pt: {
    optOut:
      '{sender}: A sua inscrição foi cancelada e não receberá mais mensagens nossas. Responda START para voltar a recebê-las.',
    start:
      '{sender}: Volta a receber as nossas mensagens. Responda SAIR para deixar de as receber, AJUDA para obter ajuda.',
    help: '{sender}: Escreva-nos aqui e responderemos. Responda SAIR para deixar de receber mensagens.',
  },
  it: {
    optOut: '{sender}: Non riceverai più nostri messaggi. Rispondi START per riceverli di nuovo.',
    start: '{sender}: Ricevi di nuovo i nostri messaggi. Rispondi STOP per non riceverli più, AIUTO per assistenza.',
    help: '{sender}: Scrivici qui e ti risponderemo. Rispondi STOP per non ricevere più messaggi.',
  },
  nl: {
    optOut: '{sender}: U bent afgemeld en krijgt geen berichten meer van ons. Antwoord START om ze weer te krijgen.',
    start: '{sender}: U krijgt weer berichten van ons. Antwoord STOP om ze te beëindigen, HULP voor hulp.',
    help: '{sender}: Schrijf ons hier en wij antwoorden. Antwoord STOP om geen berichten meer te krijgen.',
  },
};

/**
 * The answer to a keyword: what the channel's configuration says, else the text in the customer's language, else in English.
 *
 * @param language BCP 47, of the person's record; `null`: not known
 */
export function keywordText(
  which: keyof ConsentTexts,
  configured: ConsentTexts,
  language: string | null,
  senderName: string,
): string {
  const primary = language?.split('-')[0]?.toLowerCase() ?? 'en';
  const texts = (Object.hasOwn(byLanguage, primary) ? byLanguage[primary] : undefined) ?? (byLanguage['en'] as Texts);
  return (configured[which] ?? texts[which]).replaceAll('{sender}', () => senderName);
}
