// Review for prosecution, course by course. The four kinds of matter stand in files of their own, since the path is the longest there is:
// the review itself, plea and measures, what follows a non-prosecution, and the time at court.
import { describePath } from './coverage.js';
import { afterNonProsecution } from './prosecution-after.js';
import { atCourtCourses } from './prosecution-court.js';
import { measureCourses, pleaCourses } from './prosecution-plea.js';
import { reviewCourses } from './prosecution-review.js';
import { stagesOf } from './prosecution-stages.js';

describePath('criminal.prosecution', (open) => {
  const stages = stagesOf(open);
  reviewCourses(stages, open);
  pleaCourses(stages);
  measureCourses(stages);
  afterNonProsecution(stages);
  atCourtCourses(stages);
});
