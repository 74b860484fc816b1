/**
 * Scores and grades of all customers by the policy that ships with Drumbeat, as one would write them by hand for one statement
 * and no others: what the nightly regrade is compared with.
 */
export const bareScores = `
  select id, score, case when score >= 8000 then 'A' when score >= 6000 then 'B' when score >= 4000 then 'C' else 'D' end as grade
  from (
    select customer.id,
      20 * case size when 'up_to_50' then 25 when 'up_to_200' then 50 when 'up_to_1000' then 75 when 'above_1000' then 100 else 0 end
      + 15 * case industry when 'software' then 100 when 'manufacturing' then 100 when 'finance' then 100 when 'healthcare' then 80
          when 'retail' then 60 when 'education' then 60 when 'government' then 60 when 'other' then 20 else 0 end
      + 25 * case when won.deals >= 6 then 100 when won.deals >= 4 then 80 when won.deals >= 2 then 60 when won.deals >= 1 then 40 else 0 end
      + 40 * case when won.amount >= 50000000 then 100 when won.amount >= 30000000 then 80 when won.amount >= 10000000 then 60
          when won.amount >= 5000000 then 40 when won.amount >= 100 then 20 else 0 end as score
    from customer
    left join (
      select customer_id, count(*) as deals, sum(amount_minor) as amount from deal
      where status = 'won' and closed_on > (now() at time zone 'Asia/Shanghai')::date - interval '12 months'
        and closed_on <= (now() at time zone 'Asia/Shanghai')::date
      group by customer_id
    ) as won on won.customer_id = customer.id
  ) as facts`;

/** How many of all are scored otherwise than the bare statement says. */
export const differing = `select count(*)::int as differing from (${bareScores}) as bare join customer using (id)
  where bare.score is distinct from customer.score or bare.grade is distinct from customer.grade`;
