/** The id of a Messaging Service, as the Twilio Console shows it. A sender ID such as "MGM" is none. */
export const messagingServiceForm = /^MG[0-9a-fA-F]{32}$/;
