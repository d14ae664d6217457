// What acts are checked by: models, of which the day chooses one, and the laws that citations are looked up in, as they come with the product.
// What is not here: reading the documents (the host), and what an office publishes in their place (`published-book.ts`).
import { catalogueOf, modelOn, type FormalityModel, type LawCatalogue, type LawCatalogueDocument } from '@quanze/formality';
import type { LocalDate } from '@quanze/kernel';

/** What is checked by on one day. */
export interface Yardstick {
  readonly model: FormalityModel;
  readonly laws: LawCatalogue;
}

export class FormalityBook {
  readonly laws: LawCatalogue;

  constructor(private readonly models: readonly FormalityModel[], readonly catalogues: readonly LawCatalogueDocument[]) {
    this.laws = catalogueOf(catalogues);
  }

  /** Null before the first model takes effect: then nothing is checked. */
  on(day: LocalDate): Yardstick | null {
    const model = modelOn(this.models, day);
    return model === null ? null : { model, laws: this.laws };
  }
}
