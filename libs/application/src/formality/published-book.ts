// What acts are checked by where an office publishes models and catalogues of laws of its own: the model that began last, its own before that of the
// product; of each catalogue the version in force, the product's where there is no own one of that id. What is not here: proving them before they are
// published (`../definitions/releases.ts`).
import { catalogueOf, modelOn, type FormalityModel, type LawCatalogueDocument } from '@quanze/formality';
import type { LocalDate } from '@quanze/kernel';
import type { FormalityBook, Yardstick } from './book.js';

/** A catalogue says no day itself: the publishing does. */
export interface PublishedCatalogue {
  readonly effectiveFrom: LocalDate;
  readonly document: LawCatalogueDocument;
}

export class PublishedBook {
  private known: { readonly day: LocalDate; readonly yardstick: Yardstick | null } | null = null;

  /** @param models and catalogues in the order of publishing @param shipped asked only where they do not suffice */
  constructor(private readonly models: readonly FormalityModel[], private readonly catalogues: readonly PublishedCatalogue[], private readonly shipped: () => FormalityBook | undefined) {}

  /** Null before any model takes effect. Of one day it is found once: every act asks. */
  on(day: LocalDate): Yardstick | null {
    if (this.known?.day !== day) this.known = { day, yardstick: this.find(day) };
    return this.known.yardstick;
  }

  private find(day: LocalDate): Yardstick | null {
    const own = modelOn(this.models, day);
    const shipped = this.shipped();
    const model = own ?? shipped?.on(day)?.model ?? null;
    if (model === null) return null;
    const begun = this.catalogues.filter(({ effectiveFrom }) => effectiveFrom <= day);
    if (begun.length === 0 && shipped !== undefined) return { model, laws: shipped.laws };
    const inForce = new Map<string, PublishedCatalogue>();
    for (const catalogue of begun) if (catalogue.effectiveFrom >= (inForce.get(catalogue.document.id)?.effectiveFrom ?? catalogue.effectiveFrom)) inForce.set(catalogue.document.id, catalogue);
    const documents = [...[...inForce.values()].map(({ document }) => document), ...(shipped?.catalogues ?? []).filter(({ id }) => !inForce.has(id))];
    return { model, laws: catalogueOf(documents) };
  }
}
