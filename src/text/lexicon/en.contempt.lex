goodwill-lexicon 1
language en
revision 1
extends
# Cues of contempt and of regard: talking down to another, brushing somebody off, scorn, and the frames of civil talk.
#
# Provenance: every phrase and every example was written for this file. Most uncivil text has no rude word, so direction counts: who is
# spoken to, and what stands beside it. Weights are set by hand and rounded; regard has the same cues with the sign turned round.
# A company addresses its customer in every reply, so for companies being spoken to weighs nothing on regard. On contempt, where
# nobody has labelled companies' replies, the weights are those for peers.

# ------------------------------------------------------------------ lists

forms you
  you your yours yourself yourselves
# Scorn for a thing, a thought or a person.
forms scornful
  stupid stupidity stupidly idiot idiots idiotic idiocy moron morons moronic dumb dumber dumbest imbecile imbeciles fool fools foolish foolishness
  ridiculous ridiculously pathetic absurd absurdity laughable nonsense nonsensical rubbish garbage trash hogwash baloney drivel gibberish
  blather claptrap bunk poppycock tripe twaddle
  clueless ignorant ignorance incompetent incompetence uneducated illiterate brainless mindless braindead senseless naive gullible
  delusional delusion delusions deluded insane insanity lunatic lunatics crazy crackpot nutcase nutjob wacko loony loser losers clown clowns coward
  cowards cowardly nuts nutty nutters
  worthless useless pointless lame lousy silly childish infantile immature petulant juvenile petty asinine inane
  hypocrite hypocrites hypocritical hypocrisy disgrace disgraceful disgusting shameful shameless despicable vile
  arrogant arrogance condescending pompous smug sanctimonious egotistical narcissist narcissistic obnoxious
  liar liars dishonest fraud bigot bigots bigoted racist troll trolls trolling parasite parasites joke travesty farce abomination atrocious awful
  horrible bogus creep creepy sicko freak scum snowflake snowflakes sheep sheeple crybaby crybabies bozo buffoon dimwit dolt dope twit
# Attitudes held against somebody.
forms attitude
  excuse excuses blame blames blamed blaming entitled entitlement whine whines whining whiner whiners whinge whingeing moan moaning complainer
  complainers complaining complained rant rants ranting ranted raving refuse refuses refused refusing disrespect disrespectful rude rudeness insult insults
  insulting insulted offensive offended toxic hostile hostility ego egos attitude hate hates hatred haters propaganda
  lie lies lying pretend pretending pretends ashamed shame accusing accusation accusations bully bullies bullying lecture lecturing preach
  preaching patronize patronizing patronising outrage outraged drama hysteria hysterical bitter butthurt brainwashed fanatic fanatics
  mocked insinuate insinuating demanding dictate dictating bashing paranoid paranoia selfish greedy lazy bitching
forms pet
  buddy pal sweetie sweetheart honey hon genius einstein sherlock champ chief kiddo sonny princess karen snowflake bro dude boomer hun darling
  bud boy cupcake sunshine
forms speech
  argument arguments logic comment comments post posts claim claims reasoning opinion opinions rant rants bias attitude tone response responses reply
  statement statements narrative theory words ego feelings assumption assumptions thinking beliefs ignorance complaint complaints thoughts ideology
  outrage hatred hate problem agenda kind ilk

# ------------------------------------------------------------------ direction

entry spoken_to
  meaning Speaks to the other.
  peer contempt +0.4, regard -0.7
  company contempt +0.4
  cap 1
  yes Your plan starts too late.
  no The plan starts too late.
  no Thank you.
  no Here you go.
  no You can find it in the hall.
  + @you
  - (thank|thanks|appreciate|hope|help|=as|=here|see|told|tell|let|give|show|=would|=can|=could|wish|=if|suggest|bless) @you
  - you (can|could|may|might|will)

entry opens_on_you
  meaning A sentence begins with the other.
  peer contempt +0.2, regard -0.2
  company contempt +0.2
  cap 1
  yes You always do this.
  no You can find it in the hall.
  + ^ (and|but|so|no|oh|well|yes|sorry|because|clearly|apparently|maybe|perhaps)? (you|your) !(can|could|may|might|will|would|welcome)

entry judges_you
  meaning Says what the other is or does: a verdict.
  peer contempt +0.3, regard -0.3
  company contempt +0.3
  cap 1
  yes You are making that up.
  yes You keep changing the subject.
  no You are welcome.
  no You are not alone.
  no If you are early, wait.
  + you (are|were|keep|insist|claim|act|assume|pretend|refuse|choose|chose|made|fail|seem|sound|appear|must (be|have|not)|just|only|clearly|obviously|never|always) !(welcome|able|using|free|going|interested|to|on|=alone|=loved|=strong|=worth|=worthy|=brave|=amazing|=great|=awesome|=right|=feeling|=doing|=in|=having)
  + =your (own|little|silly|entire|whole|so called|precious|beloved)? @speech
  + (maybe|perhaps) you !(can|could)
  - (you are =not =alone|(if|when|whether|sure|hope|because|as|since|once|unless|thanks|thank|what|where|which) you|(thanks|thank you|appreciate|for) your)

entry you_and_not
  meaning Denies something of the other.
  peer contempt +0.3, regard -0.3
  company contempt +0.3
  cap 1
  yes You have no idea how it works.
  no You will find a queue at noon.
  + @you ~4 (@negator|wrong|fail|failed|lack|zero)
  - (if|so|in case|hope) you
  - (you are not (=alone|the only)|not your ~1 fault)
  - you (=do not|=will not|=would not|=may not|=need not|=should not) (need|have|be able|get|find|regret|pay)

entry scorn_at_you
  meaning Scorn beside the other.
  peer contempt +0.3, regard -0.3
  company contempt +0.3, regard -0.3
  cap 1
  yes Your idea is ridiculous.
  no The idea is ridiculous.
  no We would hate to lose you.
  + @you ~8 (@scornful|@attitude)
  + (@scornful|@attitude) ~4 @you
  - (hate|refuse|refused|refuses)

entry scorn
  meaning Scornful words.
  peer contempt +0.6, regard -0.6
  company contempt +0.6, regard -0.6
  unless quoted
  yes What a ridiculous idea.
  no What a good idea.
  no Silly question: where is the door?
  + @scornful
  - (i (am|was|feel|felt) ~2|my (own)?|sorry for (the|my)) @scornful
  - (silly|stupid|dumb) (question|mistake|me|typo)

entry swearing
  meaning Swears.
  peer contempt +0.8, regard -0.8
  company contempt +0.8, regard -0.8
  unless quoted
  yes Fix the damn door.
  no The dam holds.
  + (=fuck|=fucks|=fucking|=fucked|=fucker|=fuckers|=motherfucker|=shit|=shits|=shitty|=shite|=bullshit|=bs|=crap|=crappy|=damn|=damned|=damnit|=dammit|=goddamn|=hell|=ass|=asses|=arse|=asshole|=assholes|=arsehole|=jackass|=dumbass|=bitch|=bitches|=bitching|=bastard|=bastards|=dick|=dicks|=dickhead|=prick|=pricks|=piss|=pisses|=pissed|=wtf|=stfu|=gtfo|=wanker|=bollocks|=bugger|=suck|=sucks|=douche|=douchebag|=cunt|=cunts|=retard|=retards|=retarded|=turd|=ffs|"f**k"|"f*ck"|"sh*t"|"b.s")

entry attitude
  meaning Speaks of attitudes: blame, excuses, entitlement.
  peer contempt +0.5, regard -0.5
  company contempt +0.5, regard -0.5
  cap 2
  yes That is an excuse.
  no That is a reason.
  no Take care of the garden.
  + (@attitude|=care|=cares|=cared|=bother|=bothered)
  - (take|took|taken|taking|customer|health|medical|skin|day|child|=dental|with|=care) (=care|=cares)
  - care (of|team|center|centre)
  - (=excuse|=blame) me
  - (hate to (lecture|preach|lose|see|hear|bother|say|be|leave|miss|disappoint)|hate (losing|that|this|when|it)|we (=do not)? hate|if (you|they|he|she) (refuse|refused|hate))

entry brush_off
  meaning Waves it away: who cares, get over it, a waste of time.
  peer contempt +0.6, regard -0.6
  company contempt +0.6, regard -0.5
  cap 2
  unless quoted
  yes Who cares.
  yes Get over it.
  yes What a load of nonsense.
  yes What a mess.
  no Who takes care of the garden?
  no It saves a lot of time.
  + ((^|oh|but|and|so|well|honestly|really) =who|=nobody|no one|=noone) (really|even|actually|here|gives|is)? (=cares|=asked|=care|=asking|a (damn|hoot|rip|shit|toss)|=forcing)
  + (=get|=getting) (over (it|yourself)|a (life|grip|clue|job|room)|real|used to it|with the (program|times)|your (facts|story))
  + (=waste|=wasting|=wasted|=wastes|=load of|=loads of|=crock of|=heap of) (my|our|your|his|her|their|everyone's|people's|a|time|crap|bull|energy|space|money|oxygen|effort|air|hot|@scornful)
  + ^ (yes|oh|wow|lol|and|but)? what (a|an|utter|complete|total) !(great|good|nice|lovely|wonderful|beautiful|day|relief|shame|bummer|pity|difference|pleasure|about)
  + (grow up|give me a break|give it (a rest|up)|cry me|boo hoo|a waste of|dream on|keep dreaming|^ so what|^ big deal|^ whatever|good riddance|nice try|good luck with (that|your)|spare (me|us)|blah|yada|yawn|suck it up|tough (luck|shit)|stop (crying|wasting|whining|complaining|being|acting|pretending|making|spreading)|go away|shut (it|up)|wake up|not (my|our|anyone's) problem|could not care less|could care less|(=i|=we) do not care|^ next $|end of (story|discussion)|no one is forcing|^ move on|who do you think|says who|if you say so|^ try again $|not even close|better luck|take your ~2 elsewhere|if you do not like (it|that|this)|straw man|strawman|red herring|tin foil|tinfoil|kool aid|conspiracy|fairy tale|fantasy land|broken record|same old|not worth (my|the|our)|(make|makes|making) (no|zero|absolutely no) sense)

entry talks_down
  meaning Talks down: teaches, corrects, doubts that the other can read or think.
  peer contempt +1.0, regard -1.0
  company contempt +1.0, regard -0.5
  cap 2
  mode possible
  unless quoted
  yes You clearly have not read it.
  yes Do you even know what a lease is?
  yes Learn to read.
  no Did you read the lease?
  no I suggest the window seat.
  no You can still do it.
  + you (guys|people|all)? (are|do|did|have|just|really)? (clearly|obviously|evidently|apparently|seriously|honestly|simply) (do|did|have|are|not|think|believe|no|know|understand|misunderstand|fail|making|saying|never|did|missed|ignoring|confused|lack|=can)
  + (=do|=did|=have|=can|=are|=were) you (people|guys)? (even|honestly|seriously|just|ever (heard|stop|stopped|think|thought|wonder|consider|bother))
  + you (do)? (do)? (realize|realise) (that|you|this|how|right|it|there)
  + (=learn|=try|=go) (how)? (to|and)? (=read|=reading|=think|=thinking|=spell|=listen|=listening|=comprehend|some (reading|research)|=educate|=grow|a book|to understand)
  + (educate|inform|enlighten|kid|kidding|fool|fooling|embarrass|embarrassing|=flatter|ask|hear|listen to|speak for|look at) (yourself|yourselves)
  + as (=i|=we) (have)? (already|just|clearly|repeatedly)? (said|told|explained|stated|wrote|mentioned) (before|already|above|you|many|several|times|earlier|previously)
  + ((=you|=your) (=people|=types|=crowd|=ilk)|=you (=lot|=folks)|your (=sort|=kind))
  + ((do|done) (your|some|a little) ~1 (homework|research|reading)|reading comprehension|use your (brain|head)|open your (eyes|mind)|get your (facts|head)|(pay|paying) attention|common sense|basic (logic|math|maths|english|reading|economics|grammar)|critical thinking|newsflash|news flash|reality check|rocket (science|scientist|surgery)|for your own (good|sake)|too (hard|difficult|complicated|much) for you|any (adult|idiot|fool|child|sane|reasonable|thinking|rational|educated)|(a|every) (child|five year old|kindergartner|toddler)|the real world|bless your heart|poor (baby|thing|you)|there there|mommy|mummy|daddy|run along|(the|for) (adults|grown ups)|tantrum|hurt ~1 feelings|a dictionary|even you (can|could|should|must|know|would)|(simple|small|plain) (words|terms|enough for)|take your (meds|medication|pills)|stick to (what you|your)|leave ~1 to the (adults|grown ups|experts|professionals)|nice story|cool story)
  + you (have|had) (absolutely|clearly|obviously|literally)? (no|zero) (idea|clue|concept|understanding|right|argument|point|business|grasp|knowledge|reason)

entry advises_down
  meaning Advice that teaches: I suggest you, you should know, you might want to learn.
  peer contempt +0.4, regard -0.4
  company contempt +0.4
  cap 1
  unless quoted
  yes I suggest you read it again.
  yes You need to understand how it works.
  no You need to pay at the desk.
  + (i|we|might i|may i|let me|can i) (would|strongly|humbly|kindly)? (suggest|advise) (that)? you
  + you (really|just|do|might|would|may|could)? (=need|=have|=ought|=should|=must|=want|do well|be wise|like) (to)? (=learn|=read|=understand|=realise|=realize|=grow|=think|=stop|=calm|=relax|=accept|=face|=know|=consider|=reconsider|=rethink|=research|=study|=educate|=remember|=try)
  + if you (=knew|=understood|=bothered|actually|=ever|=had (bothered|read|any|a|half|even|actually|paid|looked|listened|done|spent))

entry corrects
  meaning Corrects by contrast: not even, not because, does not mean.
  peer contempt +0.2, regard -0.2
  company contempt +0.2
  cap 1
  yes That is not even close.
  yes It rains, but that does not mean it is cold.
  no It is not cold.
  + =not (=a|=an|=the|=my|=our|=your|=even|=because|=just|=only|=mean)
  + (just because|(instead of|rather than) (complain|talk|argue|try|make|wast|ask|read|look|whin|post|us|be|have))

entry calls_simple
  meaning Calls it simple or plain, as if the other should have known.
  peer contempt +0.2, regard -0.2
  company contempt +0.2
  cap 1
  yes It is quite obvious.
  no It is quite cold.
  + (=simple|=obvious|=obviously|=clearly|=easy|=basic|=trivial|=plain|=merely|=surely|=exactly)

entry jab
  meaning An address used as a jab.
  peer contempt +0.5, regard -0.5
  company contempt +0.5
  cap 1
  yes Nice try, buddy.
  no My buddy has one.
  + (ok|okay|yes|yeah|no|nope|hey|try|sorry|listen|look|sure|well|wow|thanks|right|there|it|that|up|on|again|down|you|now|me|here) (@pet|my (friend|dear)) ($|<exclamation>|<question>)

entry jeers
  meaning A question that jeers and expects no answer.
  peer contempt +0.8, regard -0.8
  company contempt +0.8
  cap 2
  mode possible
  yes Seriously?
  yes What makes you think so?
  yes Why on earth would anyone want that?
  yes Why are you so angry?
  no Why does it stop?
  + ^ (oh|wait|and|but|so|wow|um|ok|yes)? (really|seriously|wtf|what|huh|so|and|who|why|says who|like what) <question>
  + (=what|=how|=who|=why) (on earth|in the world|the hell|the heck|exactly (is|are|do|does|did|was)|(is|the) wrong with|makes you|gives you|is the point|could you|can you (say|think|be|possibly|claim|expect)|dare you|do you (think|expect) (is|would|will|this|that|it|we|i|people|happens|happened|pays|paid)|hard (is|can) it|part of|planet|world|are you (talking|smoking|on about|even|so|afraid))
  + (since when|are you (kidding|serious|joking|blind|implying|insane|crazy|for real|really|that|this|so|always|some|the kind)|is (it|that|this) (really|too|so) (hard|difficult|much)|do you (really|honestly|actually|seriously) (think|believe|expect|want)|have you no|(is|are) (that|this|those|these|you) (supposed|all|your|really))
  + (=right|=eh|=huh) <question>

entry asks_why
  meaning Demands reasons, or asks by a denial: why would you, is it not so.
  peer contempt +0.4, regard -0.4
  company contempt +0.4
  cap 2
  only questions
  yes Why are you so angry?
  yes Isn't that what I said?
  no This is why it stops.
  + =why
  + (=is|=are|=was|=were|=do|=does|=did|=has|=have|=should|=would|=could|=can|=will) (you|it|that|this|they|we|i|he|she|there)? not

entry commands
  meaning Tells somebody to stop.
  peer contempt +0.4, regard -0.4
  company contempt +0.4
  cap 1
  yes Stop shouting.
  yes Please stop lecturing everybody.
  no The bus stop is near.
  + (^|and|so|but|just|then|no|oh|to) (=please|just|kindly)? (=stop|=quit|=enough|do not|=cease) !(hesitate|worry|forget|mind|think|know|see|have|want|get|need|understand|feel)

entry displeased
  meaning Words of displeasure and of being wrong.
  peer contempt +0.2, regard -0.2
  company contempt +0.2
  cap 2
  yes The whole plan is wrong.
  no The whole plan is ready.
  + (=wrong|=false|=untrue|=incorrect|=mistaken|=bad|=worse|=worst|=terrible|=sad|=sadly|=ugly|=fail|=fails|=failed|=failure|=unfortunately|=disappointed|=disappointing|=frustrating|=frustrated|=annoying|=annoyed|=angry|=sick|=unacceptable|=hopeless|=nasty|=weird|=broken|=boring|=tiresome|=unfair|=unreasonable|=cheap|=weak|=poor|=poorly|=mess|=kill|=dead|=die|=destroy|=ruin|=ruined|=evil|=fake|=fear|=afraid|=scared|=sorry excuse)

entry argues
  meaning Speaks of arguments, facts and opinions rather than of the matter.
  peer contempt +0.15, regard -0.15
  company contempt +0.15
  cap 2
  yes The facts are plain.
  no The stairs are plain.
  + (=fact|=facts|=truth|=reality|=logic|=logical|=illogical|=argument|=arguments|=argue|=arguing|=opinion|=opinions|=proof|=prove|=proves|=point|=points|=reason|=believe|=claim|=claims|=irrelevant|nothing to do with|=rights|=freedom|=moral|=sense)

entry scoffs
  meaning Laughs, sighs or wonders at the other.
  peer contempt +0.5, regard -0.5
  company contempt +0.5
  cap 1
  yes Lol, no.
  yes Sigh.
  no The sight is good.
  + (=lol|=lmao|=rofl|=lmfao|=haha|=hahaha|=hahahaha|=ha|=hah|=hehe|=sigh|=sighs|=wow|=duh|=ugh|=meh|=pfft|=psh|=yawn|=geez|=jeez|=gees|=sheesh|=smh|=huh|=facepalm|=yikes|=hilarious|=bah|=omg|=gee|=um|=umm|=uh|=er|good grief|good lord|for (crying|pete's|god's)|oh (please|boy|brother)|^ come on|=cmon|^^ =please $$|"😂"|"🤣"|"🤡"|"🙄"|"🤦"|"😆"|"💀")

entry says_reverse
  meaning Says the reverse of what is meant, or puts words into the other's mouth.
  peer contempt +0.6, regard -0.6
  company contempt +0.6
  cap 2
  mode possible
  yes Yeah, right.
  yes So you are saying that rain is dry.
  yes Thanks for proving my point.
  no You are right.
  + (yeah right|^ oh (sure|yes|yeah|right|great|really|wait|how)|^ so you (are|think|want|believe|would|just|mean|say|admit|know|agree|do|have)|so called|^ =apparently|=supposedly|=allegedly|=evidently|you must (be|have) !to|you seem to|^ as if|(it is|^) (funny|amusing|ironic|hilarious|cute|adorable|laughable|rich|priceless|sad) (how|that|when|to)|^ how (cute|nice|sweet|convenient|typical|ironic|original|predictable|sad|dare|very)|^ (good|great|nice) (for you|argument|logic)|god forbid|heaven forbid|^ =typical|=conveniently|your (=logic|=reasoning)|tell that to|keep (telling|believing|thinking|digging|talking|dreaming)|go ahead and|enlighten (me|us)|do tell|let me guess|translation $|(pretty|quite|very|real) (rich|funny|sad) coming|i am sure you|must be nice|in your (world|mind|opinion|head|dreams))
  + (thanks|thank you|congratulations|congrats|kudos|bravo) for (proving|nothing|wasting|your (opinion|concern|wisdom|insight|permission)|playing|the (laugh|lecture|laughs)|stating|demonstrating|showing (us|everyone) (how|that|what))

entry opens_against
  meaning Opens against what was said: so, well, no, wrong.
  peer contempt +0.3, regard -0.3
  company contempt +0.3
  cap 1
  yes Wrong.
  yes No, that is the old one.
  no It has no door.
  + (^^ (=so|=well|=actually|=but|=and|=why|=really|=seriously|=then|=what)|^ (=wrong|=nope|=no|=false|=incorrect|=baloney|=nah))

entry denies
  meaning Negates something: not, no, never, cannot.
  cap 1
  peer contempt +0.2, regard -0.2
  company contempt +0.2
  yes It is not so.
  no It is so.
  + @negator

entry sweeping
  meaning Insists, with words such as all, every, ever, already, really and even.
  mode possible
  cap 1
  peer contempt +0.4, regard -0.4
  company contempt +0.4
  yes Everyone knows.
  no Some know.
  + (=always|=everyone|=everybody|=nobody|=anyone|=constantly|=ever|=forever|=literally|=absolutely|=totally|=completely|=entirely|=all|=every|=anything|=everything|=really|=seriously|=simply|=even|=already|=again|=honestly|=nothing)

entry of_people
  meaning Speaks of people, not of the matter.
  cap 1
  peer contempt +0.15, regard -0.15
  company contempt +0.15
  yes They want people to fail.
  no It wants rain.
  + (=they|=them|=their|=people|=guys|=folks|=he|=she|=himself|=themselves|=who|=whose)

# ------------------------------------------------------------------ matter of fact, and civil frames

entry matter
  meaning Deals with the matter: code, an address, a version.
  peer contempt -0.4, regard +0.4
  company contempt -0.4
  cap 1
  yes See https://example.org for it.
  yes It is in version 2.1 of the file.
  no It is in the other one.
  + (<url>|<email>|<phone>)
  + (=version|=versions|=file|=files|=config|=install|=installed|=server|=code|=bug|=error|=errors|=branch|=commit|=function|=method|=methods|=script|=command|=log|=logs|=setting|=settings|=folder|=update|=updated)

entry figures
  meaning Holds a number, an amount, a share or a time of day.
  cap 2
  peer contempt -0.2, regard +0.2
  company contempt -0.2
  yes It takes 20 minutes.
  no It takes minutes.
  + (<number>|<money>|<percent>|<time>)

entry civil_frame
  meaning Frames of civil talk: thanks, greetings, agreement, interest.
  cap 1
  peer contempt -0.3, regard +0.8
  company contempt -0.3, regard +0.2
  yes Thanks, good point.
  no It works.
  no Thanks for nothing.
  + (=thanks|thank you|=agreed|=however|=although|=interesting|=welcome|=glad|=hi|=hello|good (point|question|idea)|fair (enough|point)|=cheers|=hope|great (idea|question)|makes sense|(=i|=we) (also|do|would|fully|totally|completely)? (agree|appreciate|understand)|you are (=right|=correct)|nice|=useful|=helpful)
  - (thanks|thank you) for (nothing|proving|wasting|the (laugh|lecture))
  - (not|no|=very) (=nice|=useful|=helpful|=glad|=welcome)
  - nice (try|story|one)

entry hedged
  meaning Says it with reserve: I think, perhaps, it might, it seems.
  mode possible
  peer contempt -0.6, regard +0.6
  company contempt -0.6
  cap 3
  yes I think it could work.
  no It works.
  no You might want to read it first.
  + (=perhaps|=maybe|=might|=could|=may|=would|=probably|=possibly|=seems|=seem|=likely|a bit|a little|somewhat|slightly|kind of|sort of|=i (also|do|would|really|am not)? (think|believe|wonder|guess|am afraid|am not sure))
  - (maybe|perhaps|=would|=could|=why|=who) you
  - (=you|=why|=who|=what|=how) (=would|=could|=might|=may)
