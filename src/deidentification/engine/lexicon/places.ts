/**
 * Places of the United Kingdom and Ireland and countries of birth often met in reviews, from general knowledge, and the
 * nouns that turn a run of capitals into an organisation or a street.
 */
const lines = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .trim()
      .split(/\s*[\n,]\s*/)
      .map((w) => w.toLowerCase()),
  )

/** Towns, cities, counties, boroughs and regions, lower case. National names are left out: they do not narrow a case. */
export const places: ReadonlySet<string> = lines(`
aberdare, aberdeen, aberdeenshire, abergavenny, abertillery, aberystwyth, accrington, aldershot, alloa, altrincham, andover, anglesey, angus, antrim, arbroath, ards, argyll,
armagh, ashford, ashington, ayr, ayrshire, aylesbury, ballymena, ballymoney, banbridge, banbury, bangor, barking, barnet, barnsley, barnstaple, barrow-in-furness, barrow, barry, basildon, basingstoke,
bath, batley, bedford, bedfordshire, belfast, berkshire, berwick, bexley, bideford, birkenhead, birmingham, bishop auckland, blackburn, blackpool, blaenau gwent, bodmin, bognor regis, bolton,
bootle, borders, boston, bournemouth, bracknell, bradford, braintree, brechin, brent, brentwood, bridgend, bridgwater, brighton, bristol, bromley, buckinghamshire, burnley, burton-on-trent,
bury, bury st edmunds, buxton, caernarfon, caerphilly, caithness, calderdale, camberley, camborne, cambridge, cambridgeshire, camden, cannock, canterbury, cardiff, cardigan, carlisle, carmarthen, carmarthenshire,
carrickfergus, castleford, ceredigion, chatham, chelmsford, cheltenham, cheshire, chester, chesterfield, chichester, chippenham, chorley, clacton-on-sea, clackmannanshire, cleethorpes, clydebank, coatbridge, colchester, coleraine, colwyn bay, consett, conwy,
cookstown, corby, cornwall, coventry, craigavon, crawley, crewe, croydon, cumbernauld, cumbria, cwmbran, dagenham, darlington, dartford, daventry, denbigh, denbighshire, derby, derbyshire, derry,
devon, dewsbury, doncaster, dorchester, dorset, dover, down, downpatrick, dudley, dumbarton, dumfries, dundee, dunfermline, dungannon, durham, ealing, east anglia, east lothian, east riding, east sussex, eastbourne,
eastleigh, ebbw vale, edinburgh, ellesmere port, enfield, enniskillen, epsom, essex, exeter, exmouth, falkirk, falmouth, fareham, farnborough, farnham, felixstowe, fermanagh, fife, fleetwood, flint, flintshire, folkestone,
forfar, fraserburgh, galashiels, gateshead, gillingham, glasgow, glenrothes, gloucester, gloucestershire, goole, gosport, gravesend, grangemouth, great yarmouth, greater manchester, greenock, greenwich, grimsby, guildford,
gwent, gwynedd, hackney, halesowen, halifax, hamilton, hammersmith, hampshire, haringey, harlow, harrogate, harrow, hartlepool, harwich, hastings, havant, haverfordwest, haverhill, havering, hawick, haworth, hemel hempstead,
hereford, herefordshire, hertford, hertfordshire, highland, high wycombe, hillingdon, hinckley, holyhead, horsham, hounslow, hove, huddersfield, hull, huntingdon, hyndburn, ilford, ilkeston, inverclyde, inverness, ipswich, irvine, islington, isle of wight,
isle of man, jarrow, keighley, kendal, kensington, kent, kettering, kidderminster, kilmarnock, king's lynn, kingston upon hull, kingston upon thames, kirkcaldy, kirklees, knowsley, lambeth, lanarkshire, lancashire, lancaster, larne, leamington spa, leeds, leicester, leicestershire,
leigh, lerwick, letchworth, lewes, lewisham, lichfield, limavady, lincoln, lincolnshire, lisburn, liverpool, livingston, llandudno, llanelli, llangefni, london, londonderry, loughborough, lowestoft, luton, lurgan, macclesfield, magherafelt, maidenhead,
maidstone, manchester, mansfield, margate, medway, merseyside, merthyr tydfil, merton, middlesbrough, midlothian, milton keynes, mold, monmouth, monmouthshire, montrose, moray, morecambe, motherwell, mold, neath, nelson, newark, newbury, newcastle,
newcastle upon tyne, newcastle-under-lyme, newham, newport, newquay, newry, newton abbot, newtown, newtownabbey, norfolk, north yorkshire, northallerton, northampton, northamptonshire, northumberland, norwich, nottingham, nottinghamshire, nuneaton, oban, oldham, omagh, orkney,
oswestry, oxford, oxfordshire, paisley, pembroke, pembrokeshire, penrith, penzance, perth, perthshire, peterborough, peterhead, pitlochry, plymouth, pontefract, pontypool, pontypridd, poole, port talbot, portadown, portsmouth, powys, prestatyn, preston, ramsgate,
reading, redbridge, redcar, redditch, reigate, renfrewshire, rhondda, rhyl, richmond, rochdale, rochester, rotherham, rugby, runcorn, rutland, salford, salisbury, sandwell, scarborough, scunthorpe, sefton, selby, sheffield, shetland,
shrewsbury, shropshire, skegness, skelmersdale, skipton, slough, solihull, somerset, southampton, southend, southend-on-sea, southport, southwark, spalding, st albans, st andrews, st austell, st helens, stafford, staffordshire, stevenage, stirling, stockport,
stockton-on-tees, stoke-on-trent, stornoway, strabane, stranraer, stratford-upon-avon, stroud, suffolk, sunderland, surrey, sussex, sutton, sutton coldfield, swansea, swindon, tameside, tamworth, taunton, tayside, teesside, teignbridge, telford, tenby, thanet,
thetford, thurrock, tiverton, tonbridge, torbay, torfaen, torquay, tower hamlets, trafford, trowbridge, truro, tunbridge wells, tyneside, tyrone, ulster, uxbridge, wakefield, wallasey, walsall, waltham forest, wandsworth, warrington, warwick, warwickshire, watford,
wellingborough, welshpool, west lothian, west midlands, west sussex, west yorkshire, south yorkshire, western isles, westminster, weston-super-mare, weymouth, whitby, whitehaven, wick, widnes, wigan, wiltshire, winchester, windsor, wirral, woking, wokingham, wolverhampton, worcester,
worcestershire, workington, worksop, worthing, wrexham, wycombe, yeovil, york, yorkshire, tyne and wear, humberside, humber, cleveland, clwyd, dyfed, merseyside, galloway, lothian, strathclyde, the valleys,
afghanistan, albania, algeria, angola, bangladesh, bulgaria, cameroon, congo, cyprus, dublin, cork, galway, limerick, eritrea, ethiopia, gambia, ghana, hungary, india, iran, iraq, jamaica, jordan, kenya, kosovo, kuwait,
latvia, lebanon, libya, lithuania, morocco, nepal, nigeria, pakistan, philippines, poland, portugal, romania, rwanda, senegal, sierra leone, slovakia, somalia, south africa, sri lanka, sudan, syria, tanzania, trinidad, turkey, uganda, ukraine,
vietnam, yemen, zambia, zimbabwe, warsaw, krakow, lodz, mogadishu, lagos, accra, freetown, karachi, lahore, islamabad, mirpur, sylhet, dhaka, punjab, kashmir, mumbai, delhi, gujarat, bucharest, sofia, vilnius, kabul, baghdad, damascus, aleppo, tehran, kampala, nairobi, mombasa, harare
`)

/** Last words of organisations: "Worth Valley Primary Academy". */
export const organisationHeads: ReadonlySet<string> = lines(`
academy, academies, advocacy, agency, ambulance, association, authority, bank, board, borough, brigade, bureau, care home, centre, charity, choir, church, cinema, clinic, club, co-operative, college, commission,
committee, company, congregation, consortium, constabulary, corporation, council, court, day nursery, deanery, department, directorate, federation, fellowship, force, foundation, garage, group, gurdwara, gym, health board, home, homes,
hospice, hospital, hostel, hotel, housing, infirmary, infants, inn, institute, junior, juniors, kindergarten, kirk, laboratory, library, limited, ltd, llp, lodge, magistrates, mandir, medical, ministry, mission, mosque, museum, network, nurseries, nursery,
office, organisation, partnership, pharmacy, playgroup, plc, police, practice, pre-school, preschool, presbytery, primary, prison, project, pub, refuge, registry, roofing, salon, scheme, school, secondary, service, services, shelter, shop, society, stores, supermarket, support, surgery,
synagogue, tavern, team, teams, temple, theatre, transport, trust, union, unit, university, ward, workshop, yoi, works, homecare, fostering, solicitors, chambers, tribunal
`)

/** First words that make an organisation: "HMP New Hall", "Police Scotland". */
export const organisationLeads: ReadonlySet<string> = lines(
  `hmp, hmyoi, police, hospital, ysgol, ysbyty, coleg, university, raf, hms`,
)

/** Last words of streets and named buildings. */
export const streetHeads: ReadonlySet<string> = lines(`
avenue, ave, bank, brae, buildings, close, court, crescent, cres, croft, drive, estate, fold, flats, gardens, gate, green, grove, heights, hill, house, lane, mews, mount, parade, park, place, rise, road, rd, row, square, street, st, terrace, towers, tower, view, villas, walk, way, wynd, quay, ffordd, heol, stryd
`)
