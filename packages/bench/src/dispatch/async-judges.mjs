/**
 * Four contributions of four classes that answer with a promise, and have nothing to wait for: what a dispatch takes beyond theirs is its own.
 * Imported under a query, as `judges.mjs` is.
 * @typedef {{ asked: number }} Parcel
 */

class Fragile {
  /** @param {Parcel} parcel */
  async find(parcel) {
    parcel.asked += 1;
    return null;
  }

  /** @param {Parcel} parcel */
  async judge(parcel) {
    parcel.asked += 1;
    return { available: true };
  }

  /**
   * @param {Parcel} parcel
   * @param {number} value
   */
  async change(parcel, value) {
    parcel.asked += 1;
    return { value: value + 1 };
  }
}

class Oversized {
  unit = 'cm';

  /** @param {Parcel} parcel */
  async find(parcel) {
    parcel.asked += 2;
    return null;
  }

  /** @param {Parcel} parcel */
  async judge(parcel) {
    parcel.asked += 2;
    return { available: true };
  }

  /**
   * @param {Parcel} parcel
   * @param {number} value
   */
  async change(parcel, value) {
    parcel.asked += 2;
    return { value: value + 1 };
  }
}

class Perishable {
  hours = 12;
  zone = 'Europe/Berlin';

  /** @param {Parcel} parcel */
  async find(parcel) {
    parcel.asked += 3;
    return null;
  }

  /** @param {Parcel} parcel */
  async judge(parcel) {
    parcel.asked += 3;
    return { available: true };
  }

  /**
   * @param {Parcel} parcel
   * @param {number} value
   */
  async change(parcel, value) {
    parcel.asked += 3;
    return { value: value + 1 };
  }
}

class Valuable {
  currency = 'EUR';
  insured = true;
  limit = 14;

  /** @param {Parcel} parcel */
  async find(parcel) {
    parcel.asked += 4;
    return null;
  }

  /** @param {Parcel} parcel */
  async judge(parcel) {
    parcel.asked += 4;
    return { available: true };
  }

  /**
   * @param {Parcel} parcel
   * @param {number} value
   */
  async change(parcel, value) {
    parcel.asked += 4;
    return { value: value + 1 };
  }
}

export const judges = [new Fragile(), new Oversized(), new Perishable(), new Valuable()];
