// Says in French what went wrong with a passkey (allauth only writes to the console).
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const place = document.querySelector('.messages')
  const notice = document.createElement('div')
  notice.className = 'notice notice-error'
  const cancelled = event.detail.exception && event.detail.exception.name === 'NotAllowedError'
  notice.textContent = cancelled
    ? 'La clé d’accès n’a pas été confirmée. Réessayez, ou demandez un code par courriel.'
    : 'Cet appareil n’a pas pu utiliser de clé d’accès. Choisissez une autre méthode.'
  place.replaceChildren(notice)
})
