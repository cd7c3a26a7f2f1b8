/**
 * Words of things that reports about care seldom speak of and people remember: instruments, animals, prizes, trades, food,
 * sport, machines, disasters, places of leisure. One of them in a sentence is a reason to ask whether somebody would recognise
 * whom it is about. Written for this project from general knowledge; stems match their plurals.
 */
export const vividWords: ReadonlySet<string> = new Set(
  `accordion bagpipe bagpipes banjo bugle cello clarinet cornet drum drummer fiddle flute guitar harmonica harp horn
mandolin oboe organ piano pianola saxophone trombone trumpet tuba ukulele viola violin whistle band choir chorus
orchestra ensemble quartet soloist contralto soprano tenor baritone hymn anthem ballad song songs sang singer singing
sings tune melody lyric lyrics rapper rap dj disco karaoke musical opera ballet dance dancer dancing dances ceilidh
eisteddfod pantomime panto theatre theatrical actor actress playwright poem poems poet poetry novel novelist
autobiography sculpture sculptor statue portrait mural graffiti gallery exhibition museum painting painter paintings
photographer filmed documentary television televised tv radio podcast broadcast broadcaster newspaper newspapers
magazine headline headlines journalist reporter viral youtuber influencer blog vlog celebrity famous fame notorious
infamous legend legendary prize prizes prizewinner award awards awarded medal medals medallist trophy trophies
champion champions championship championships winner winners won runner-up record-holder marathon half-marathon
triathlon ironman sprint sprinter hurdles javelin discus gymnast gymnastics trampoline swimmer swam diver diving boxer
boxed boxing wrestling wrestler judo karate taekwondo kickboxing fencing archery shooting darts snooker billiards
bowls bowling bowled bowler cricket cricketer batsman football footballer goalkeeper striker winger rugby hurling
camogie shinty curling netball hockey basketball tennis badminton squash golf golfer golfing cyclist cycling velodrome
skateboard skateboarder surfing surfer rowing rower sailing yacht regatta canoe kayak climber climbing mountaineer
mountain fell ski skiing skater skating rink jockey racehorse racecourse horse horses pony ponies riding stables
greyhound greyhounds whippet ferret ferrets pigeon pigeons falcon falconry budgerigar parrot parrots canary snake
snakes lizard tortoise tarantula spider hamster rabbit rabbits donkey alpaca llama goat goats sheep sheepdog lamb
lambs cow cows cattle pig pigs hens chickens duck ducks geese swan swans fox badger hedgehog owl birds bird aviary
kennel kennels beehive beehives bees beekeeper honey aquarium fish fishing fisherman angler angling trawler herring
mackerel salmon lobster crab whelk cockles oyster oysters poaching poacher gamekeeper pheasant grouse deer stag
lighthouse harbour pier jetty quay dock docks dockside shipyard ship ships boat boats ferry lifeboat coastguard
submarine canal barge weir reservoir dam waterfall quarry colliery pithead miner miners mill mills foundry blacksmith
steelworks smelter kiln pottery potter brewery brewer distillery whisky gin cider vineyard orchard allotment
greenhouse glasshouse leeks marrow marrows raspberries strawberries berry potato potatoes beet ploughing tractor
combine harvest harvester farm farmhouse croft crofter shepherd shearing railway railways steam locomotive engine
signalman signalbox tram trams tramway lorry tanker helicopter aeroplane airplane aircraft airfield airport glider
balloon parachute motorbike motorcycle scooter moped quadbike go-kart rally caravan showman fairground fair funfair
circus carnival parade procession festival fete gala pageant bonfire fireworks firework rodeo zoo safari arcade casino
bingo raffle lottery jackpot bookmaker betting gambler drayman publican brewer tailor seamstress dressmaker milliner
cobbler shoemaker tanner weaver knitter knitting crochet embroidery quilt quilting sewing loom lace jeweller goldsmith
silversmith clockmaker watchmaker clock clocks locksmith engraver printer bookbinder bookshop librarian stenographer
cartographer surveyor architect astronomer telescope botanist fossil fossils archaeologist archaeology metal-detecting
treasure coin coins stamps medieval castle abbey cathedral minster priory monastery convent nun monk friar bishop
archbishop cardinal vicar curate deacon verger bellringer bells pilgrim pilgrimage shrine mosque temple gurdwara
synagogue rabbi imam pastor preacher evangelist missionary exorcism witchcraft mayor mayoress councillor councillors
politician candidate election deputy ambassador diplomat consul lord lady baroness knight knighted knighthood mbe obe
cbe royal king queen prince princess duke duchess palace soldier soldiers sailor marine marines paratrooper regiment
battalion veteran sniper bomb bombing bomber grenade landmine missile torpedo war wartime battle siege hostage
hostages kidnap kidnapped kidnapping hijack terrorist terrorism massacre genocide refugee smuggled smuggler stowaway
trafficked explosion exploded blast blaze arson arsonist cladding inferno flood floods flooded flooding landslide
earthquake hurricane tornado lightning avalanche collapse collapsed capsized drowned drowning shipwreck derailed
derailment crash crashed pile-up runaway electrocuted electrocution crushed impaled decapitated dismembered beheaded
strangled gunshot shotgun rifle pistol crossbow machete sword axe hatchet samurai stabbed stabbing petrol firebomb
poison poisoned poisoning arsenic asbestos radiation carbon monoxide botulism anthrax rabies tetanus malaria leprosy
scurvy rickets conjoined triplets quadruplets transplant amputated amputee amputation prosthetic paralysed spinal coma
lifeboatman rescued rescuer heroism bravery hero heroic baker bakery bake-off cake cakes bread shortbread pie pies
pasty haggis smokie kipper kippers dram jam marmalade chutney cheese butcher fishmonger greengrocer florist
confectioner sweetshop chocolatier chef restaurant restaurateur café cafe takeaway chippy kebab pizzeria pub inn
tavern brewery cellar nightclub barmaid barman landlady puppet puppeteer magician magic clown juggler juggling acrobat
ventriloquist comedian comedy stand-up mime impersonator lookalike tattoo tattoos tattooed tattooist piercing wig
costume tartan kilt sporran sari turban tiara crown coronation jubilee olympics olympic paralympic paralympics
commonwealth cartoon comic comics superhero robot robotics drone inventor invention patent patented prototype gadget
antique antiques auction auctioneer heirloom spoons spoon teapot gramophone jukebox typewriter telegram chess draughts
dominoes scrabble crossword quiz quizzes jigsaw origami kite kites marbles model-making trainspotting trainspotter
birdwatching stargazing taxidermy taxidermist undertaker gravedigger embalmer mortician executioner spy detective
bodyguard bouncer bailiff auctioneer pawnbroker scrapyard scrap scaffold scaffolder steeplejack thatcher thatched
drystone stonemason glazier glassblower plasterer roofer welder riveter boilermaker crane divers rigger offshore
oil-rig whaling whaler sealer lumberjack sawmill carpenter cabinetmaker joiner wheelwright basketmaker saddler farrier
souvenir gloves scarf bobble-hat wedding groom bridesmaid honeymoon bigamy bigamist elopement eloped garden-centre
allotments windmill watermill viaduct aqueduct bridge tunnel tower turret lido windsurfing paragliding bungee skydive
skydiving`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Nouns for people that stand in every review, and words that are nouns for people only now and then. */
export const ordinaryPeople: ReadonlySet<string> = new Set(
  `adolescent adult advisor adviser agent aunt author baby boy boyfriend brother care caregiver carer case chair chairman chairperson character child
children client colleague commissioner consultant contact co-ordinator coordinator counterpart couple cousin dad daughter deputy designer director doctor
dependant dependent director employee employer engineer expert familiar family father female figure friend girl girlfriend grandchild granddaughter
grandfather grandmother grandparent grandson group guardian head headteacher health husband individual infant informant inspector judge kin kid kids
lad lady lead leader learner lecturer male man manager member men mentor midwife mother mum named neighbour nephew newborn niece nobody nurse nursery
occupant offender officer official one other others owner paediatrician parent parents participant partner patient patients peer peers people
perpetrator person persons pharmacist police policeman practitioner practitioners principal prisoner professional professionals psychiatrist
psychologist pupil reader receptionist recipient referrer registrar relation relative representative resident reviewer reviewers senior senior's
sergeant sibling siblings sister solicitor somebody someone son source specialist spouse staff stepfather stepmother stranger student subject
successor supervisor survivor suspect teacher teenager tenant therapist toddler trainee trainer twin uncle victim visitor volunteer wife witness
woman women worker workers youth youngster writer commander controller assessor coroner detective constable superintendent follower user users
service minor minors great good young elder elders chief clinician practice key support social school sample match cover second first last
leading present model issue order point minister secretary executive board panel chair's author's reporter convener advocate counsellor councillor
guest host heir slip fellow companion acquaintance charge authority record clerk look sign view standing double fit plain mine match attendant
ward paramedic toaster contractor optician chiropodist landlord prescriber template holder controller handler caller respondent applicant defendant complainant claimant appellant signatory stakeholder frontline lay contributor`.split(
    /\s+/,
  ),
)
