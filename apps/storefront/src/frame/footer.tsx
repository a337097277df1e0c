import type { Reader } from '../reader.ts'

export function Footer({ reader }: { reader: Reader }) {
  const { shop, say } = reader
  return (
    <footer class="bottom">
      <div>
        <p class="mark">{shop.name}</p>
        <p class="soft">{shop.tagline[reader.language] ?? shop.tagline.en}</p>
      </div>
      <div>
        <h2>{say('frame.help')}</h2>
        <ul>
          {(['delivery', 'returns', 'payment', 'contact'] as const).map((slug) => (
            <li>
              <a href={`/help/${slug}`}>{say(`frame.help_${slug}`)}</a>
            </li>
          ))}
          <li>
            <a href="/help">{say('frame.help_all')}</a>
          </li>
        </ul>
      </div>
      <div>
        <h2>{say('frame.contact')}</h2>
        <p>
          <a href={`mailto:${shop.email}`}>{shop.email}</a>
          <br />
          <a href={`tel:${shop.phone.replace(/[^\d+]/g, '')}`}>{shop.phone}</a>
        </p>
        <p class="soft">{shop.address}</p>
      </div>
      <div>
        <h2>{say('frame.hours')}</h2>
        <dl class="hours">
          {hoursOf(reader).map(({ days, times }) => (
            <div>
              <dt>{days}</dt>
              <dd>{times}</dd>
            </div>
          ))}
        </dl>
      </div>
    </footer>
  )
}

/** Days in a row with the same hours stand together: "Mon–Wed 10–18". */
function hoursOf({ shop, language, say }: Reader): { days: string; times: string }[] {
  const dayName = (day: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
  const rows: { from: number; to: number; times: string }[] = []
  for (let day = 1; day <= 7; day++) {
    const spans = shop.hours[day] ?? []
    const times = spans.map(({ from, to }) => `${from}–${to}`).join(', ') || say('frame.closed')
    const last = rows.at(-1)
    if (last?.times === times) last.to = day
    else rows.push({ from: day, to: day, times })
  }
  return rows.map(({ from, to, times }) => ({
    days: from === to ? dayName(from) : `${dayName(from)}–${dayName(to)}`,
    times,
  }))
}
