// Refusals about formality: slips in the catalogue of laws. Signs of formality themselves refuse nothing.
import { row, type CatalogueTable } from './entry.js';

export const FORMALITY_ERRORS: CatalogueTable = [
  row('FORMALITY.LAW_NAME_TWICE', 422, 'info', '法律目录 {path}：名称 {name} 已属另一法律', 'Catalogue of laws, {path}: the name {name} belongs to another law.'),
  row('FORMALITY.LAW_VERSIONS_OVERLAP', 422, 'info', '法律目录 {path}：版本的生效期间应当依次衔接、互不重叠', 'Catalogue of laws, {path}: versions follow each other without overlap.'),
];
