/** The names the bot and people are likely to use. A name that is not here is shown as it was written. */
const known: Record<string, string> = Object.fromEntries(
  `white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️
|no_entry ⛔|no_entry_sign 🚫|hourglass ⌛|hourglass_flowing_sand ⏳|clock1 🕐|alarm_clock ⏰|stopwatch ⏱️|calendar 📆
|date 📅|spiral_calendar_pad 🗓️|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|tada 🎉|confetti_ball 🎊|trophy 🏆
|medal 🏅|sports_medal 🏅|first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|star ⭐|star2 🌟|sparkles ✨
|fire 🔥|rocket 🚀|zap ⚡|boom 💥|rotating_light 🚨|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡
|large_green_circle 🟢|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|large_red_square 🟥|large_green_square 🟩
|thumbsup 👍|+1 👍|thumbsdown 👎|-1 👎|clap 👏|pray 🙏|wave 👋|raised_hands 🙌|muscle 💪|eyes 👀|ok_hand 👌
|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂
|joy 😂|wink 😉|thinking_face 🤔|cry 😢|disappointed 😞|angry 😠|heart ❤️|broken_heart 💔|bulb 💡|memo 📝|pencil ✏️
|pencil2 ✏️|clipboard 📋|page_facing_up 📄|paperclip 📎|receipt 🧾|moneybag 💰|money_with_wings 💸|dollar 💵
|yen 💴|credit_card 💳|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|briefcase 💼
|office 🏢|handshake 🤝|busts_in_silhouette 👥|bust_in_silhouette 👤|technologist 🧑‍💻|telephone_receiver 📞|phone ☎️|iphone 📱
|email 📧|envelope ✉️|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|package 📦|lock 🔒|unlock 🔓|key 🔑|mag 🔍
|gear ⚙️|wrench 🔧|hammer_and_wrench 🛠️|bug 🐛|link 🔗|pushpin 📌|round_pushpin 📍|triangular_flag_on_post 🚩|flag-cn 🇨🇳
|question ❓|grey_question ❔|exclamation ❗|information_source ℹ️|speech_balloon 💬|drum_with_drumsticks 🥁|arrow_right ➡️
|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️|heavy_plus_sign ➕
|heavy_minus_sign ➖|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|coffee ☕|taxi 🚕|car 🚗|airplane ✈️|hotel 🏨|train2 🚆
|fork_and_knife 🍴|gift 🎁|birthday 🎂|palm_tree 🌴|earth_asia 🌏|house 🏠|sunny ☀️|new 🆕|sos 🆘|100 💯|recycle ♻️`
    .replaceAll("\n", "")
    .split("|")
    .map((pair) => pair.split(" ")),
);

export function emojiOf(name: string): string | undefined {
  return known[name.replace(/::skin-tone-\d$/, "")];
}

/** For plain text with Slack's `emoji: true`: only the names, nothing else, is read. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emojiOf(name) ?? whole);
}
