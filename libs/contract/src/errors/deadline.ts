// Refusals of clocks, periods and dates. A date that cannot be derived is never guessed.
import { row, type CatalogueTable } from './entry.js';

export const CLOCK_ERRORS: CatalogueTable = [
  row('CLOCK.NOT_RUNNING', 409, 'info', '期限 {clock} 目前没有计算', 'The clock {clock} is not running.'),
  row('CLOCK.NO_DATE', 422, 'info', '缺少计算期限所需的日期：{at}', 'The date from which the period counts is missing: {at}.'),
  row('CLOCK.EVENT_IN_FUTURE', 422, 'info', '期限 {clock} 的事由日期 {at} 晚于今日，尚未发生', 'What would move the clock {clock} is dated {at} and has not happened yet.'),
  row('CLOCK.START_IN_FUTURE', 422, 'info', '期限起算日 {start} 晚于今日', 'The period would begin on {start}, which is in the future.'),
];

export const DEADLINE_ERRORS: CatalogueTable = [
  row('DEADLINE.ITEM_MALFORMED', 422, 'debug', '期限计算项格式有误', 'The item to compute has the wrong shape.'),
  row('DEADLINE.RULE_UNKNOWN', 422, 'info', '没有期限规则 {rule}', 'There is no deadline rule {rule}.'),
  row('DEADLINE.START_MALFORMED', 422, 'debug', '起算时间有误', 'The start is not a date or an instant.'),
  row('DEADLINE.EVENT_MALFORMED', 422, 'debug', '第 {index} 个事件的 {field} 有误', 'Event {index}: {field} is wrong.'),
  row('DEADLINE.EVENT_UNKNOWN', 422, 'debug', '第 {index} 个事件 {event} 不存在', 'Event {index}: there is no event {event}.'),
  row('DEADLINE.EVENT_NEEDS_TIME', 422, 'info', '以小时计算的期限，事件 {event} 应当有时刻', 'The period runs in hours, so {event} needs a time of day.'),
  row('DEADLINE.EVENT_NOT_APPLICABLE', 409, 'info', '事件 {event} 不适用于该期限', 'The event {event} has no meaning for this period.'),
  row('DEADLINE.EVENT_ORDER', 409, 'info', '事件 {event} 的先后顺序不成立', 'The event {event} does not fit the order of events.'),
  row('DEADLINE.CLOCK_ENDED', 409, 'info', '期限已经届满，事件 {event} 不再起作用', 'The period has ended; {event} no longer moves it.'),
  row('DEADLINE.LENGTH_NOT_ALLOWED', 422, 'info', '法律不允许期限为 {length}', 'The law does not allow a length of {length} here.'),
  row('DEADLINE.NO_STATUTORY_LENGTH', 422, 'info', '法律没有规定长度，应当指定期限', 'The law fixes no length; one has to be set.'),
  row('DEADLINE.EXTENSION_NOT_ALLOWED', 409, 'info', '该期限不得延长', 'This period cannot be extended in this way.'),
  row('DEADLINE.EXTENSION_LATE', 409, 'info', '期限届满后不得延长', 'A period that has ended cannot be extended.'),
  row('DEADLINE.EXTENSION_SHORTENS', 422, 'info', '延长不得缩短期限', 'An extension cannot shorten the period.'),
  row('DEADLINE.EXTENSION_TOO_LONG', 422, 'info', '延长超过法定上限', 'The extension is longer than the law allows.'),
  row('DEADLINE.EXTENSION_EXHAUSTED', 422, 'info', '法定的延长次数已经用完', 'All extensions the law allows were used.'),
  row('DEADLINE.EXCLUSION_NOT_ALLOWED', 409, 'info', '该事由不从期限中扣除', 'This ground does not stop the period.'),
  row('DEADLINE.RESTART_NOT_ALLOWED', 409, 'info', '该期限不得重新计算', 'This period does not begin anew.'),
  row('DEADLINE.RETURNS_EXHAUSTED', 409, 'info', '退回次数已达上限 {max} 次', 'The case was returned {max} times, which is the most the law allows.'),
  row('DEADLINE.INTERVAL_OUTSIDE_CLOCK', 409, 'info', '扣除的时间不在期限之内', 'The time to be left out does not lie within the period.'),
  row('DEADLINE.OUT_OF_RANGE', 422, 'info', '期限超出可计算的年份', 'The period ends outside the years that can be computed.'),
  row('DEADLINE.RULE_INCONSISTENT', 422, 'info', '期限规则 {path} 自相矛盾：{expected}', 'Deadline rule, {path}: it should hold that {expected}.'),
  row('CALENDAR.NOT_PUBLISHED', 409, 'error', '尚未发布工作日历', 'No calendar of working days is published.'),
  row('CALENDAR.NOT_A_WEEKEND', 422, 'info', '{path}：{value} 不是周末，不能列为调休上班日', '{path}: {value} is not a weekend day, so it cannot be a make-up working day.'),
  row('PERIOD.MALFORMED', 422, 'debug', '期间长度有误', 'The length is not an ISO 8601 period.'),
  row('DATE.MALFORMED', 422, 'debug', '日期应为 YYYY-MM-DD，且确有其日', 'A date is YYYY-MM-DD and a day that exists.'),
  row('INSTANT.MALFORMED', 422, 'debug', '时刻应带时区，例如 2026-01-05T09:00:00+08:00', 'A time needs its offset, as in 2026-01-05T09:00:00+08:00.'),
];
