/**
 * Four contributions of four classes, as four plugins would bring them. Whoever measures with them imports this file under a query of their
 * own (`./judges.mjs?theia`): classes that two loops share are compiled for both, and the loop that ran first would look faster.
 *
 * `nod` does nothing, so the whole time is the loop's. `judge` is the least that a contribution to a real extension point does: it looks
 * whether the channel is one of its own.
 *
 * @typedef {{ readonly channel: string, asked: number, refused: number }} Parcel
 */

class Fragile {
  channels = ['sms', 'whatsapp'];

  /** @param {Parcel} parcel */
  nod(parcel) {
    parcel.asked += 1;
  }

  /** @param {Parcel} parcel */
  judge(parcel) {
    parcel.asked += 1;
    if (!this.channels.includes(parcel.channel)) parcel.refused += 1;
  }
}

class Oversized {
  unit = 'cm';
  channels = ['whatsapp', 'sms'];

  /** @param {Parcel} parcel */
  nod(parcel) {
    parcel.asked += 2;
  }

  /** @param {Parcel} parcel */
  judge(parcel) {
    parcel.asked += 2;
    if (!this.channels.includes(parcel.channel)) parcel.refused += 1;
  }
}

class Perishable {
  hours = 12;
  zone = 'Europe/Berlin';
  channels = ['whatsapp', 'sms'];

  /** @param {Parcel} parcel */
  nod(parcel) {
    parcel.asked += 3;
  }

  /** @param {Parcel} parcel */
  judge(parcel) {
    parcel.asked += 3;
    if (!this.channels.includes(parcel.channel)) parcel.refused += 1;
  }
}

class Valuable {
  channels = ['sms', 'whatsapp'];
  currency = 'EUR';
  insured = true;
  limit = 14;

  /** @param {Parcel} parcel */
  nod(parcel) {
    parcel.asked += 4;
  }

  /** @param {Parcel} parcel */
  judge(parcel) {
    parcel.asked += 4;
    if (!this.channels.includes(parcel.channel)) parcel.refused += 1;
  }
}

/** What the four add to `asked`, so that a loop that left one out is found out. */
export const askedByAll = 10;

export const judges = [new Fragile(), new Oversized(), new Perishable(), new Valuable()];
