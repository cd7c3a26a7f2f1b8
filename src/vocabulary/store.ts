/** All SQL of the vocabulary schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { BankHoliday, ClockRule, ReviewKind, Theme } from './vocabulary.ts'

export async function reviewKinds(ctx: Context, legacy: boolean): Promise<ReviewKind[]> {
  const { rows } =
    await sql<ReviewKind>`select code, label, short, nation, subjects, basis, statutory, confirmed, valid_to is not null as legacy,
      valid_from as "validFrom", valid_to as "validTo"
    from vocabulary.review_kind where valid_to is null or ${legacy} order by label`.execute(ctx.db)
  return rows
}

export async function themes(ctx: Context): Promise<Theme[]> {
  const { rows } = await sql<Theme>`select code, label, definition, terms, valid_from as "validFrom"
    from vocabulary.theme where valid_to is null order by label`.execute(ctx.db)
  return rows
}

export async function clockRules(ctx: Context): Promise<ClockRule[]> {
  const { rows } = await sql<ClockRule>`select code, kind, says, starts, ends, amount, unit, basis, confirmed,
      valid_from as "validFrom", valid_to as "validTo" from vocabulary.clock_rule order by code`.execute(ctx.db)
  return rows
}

export async function bankHolidays(ctx: Context): Promise<BankHoliday[]> {
  const { rows } =
    await sql<BankHoliday>`select nation, day, name, confirmed from vocabulary.bank_holiday order by day, nation`.execute(
      ctx.db,
    )
  return rows
}

export async function keepBankHolidays(tx: Context, holidays: readonly BankHoliday[]): Promise<number> {
  const { rows } = await sql<{ fresh: boolean }>`insert into vocabulary.bank_holiday (nation, day, name, confirmed)
    select nation, day, name, confirmed from jsonb_to_recordset(${JSON.stringify(holidays)}::jsonb)
      as given (nation text, day date, name text, confirmed boolean)
    on conflict (nation, day) do update set name = excluded.name, confirmed = excluded.confirmed
    returning xmax = 0 as fresh`.execute(tx.db)
  return rows.filter((row) => row.fresh).length
}
