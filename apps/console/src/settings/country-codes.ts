/** ISO 3166-1: the countries and territories that parcels go to, by their codes. */
export const countryCodes: readonly string[] =
  'AD AE AL AM AR AT AU AX AZ BA BE BG BR CA CH CL CN CY CZ DE DK EE ES FI FO FR GB GE GG GI GL GR HK HR HU IE IL IM IN IS IT JE JP KR KZ LI LT LU LV MA MC MD ME MK MT MX MY NL NO NZ PL PT RO RS SA SE SG SI SJ SK SM TH TR TW UA US VA VN XK ZA'.split(
    ' ',
  )
